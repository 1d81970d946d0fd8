package io.opsframework.scope;

/**
 * A bean of this type says that the hook's beans were found when the application was
 * processed ahead of time. To look for them again would cost each hook some milliseconds.
 */
final class ProcessedAheadOfTime {

	ProcessedAheadOfTime() {
	}

}
