package io.opsframework.hooktool;

import org.jspecify.annotations.Nullable;

/**
 * The tools about the status of unit and application.
 */
final class StatusCommands {

	private StatusCommands() {
	}

	static HookToolCall statusSet(String status, String message) {
		return HookToolCall.of("status-set", "--application=False", status, "--", message);
	}

	static HookToolCall applicationStatusSet(String status, String message) {
		return HookToolCall.of("status-set", "--application=True", status, "--", message);
	}

	/**
	 * {@code status-get} of the unit.
	 */
	record StatusGet() implements HookToolQuery<StatusInfo> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("status-get", "--include-data", "--format=json", "--application=false");
		}

		@Override
		public String expected() {
			return "a status";
		}

		@Override
		public StatusInfo read(@Nullable Object json) {
			return HookToolOutput.status(json);
		}

	}

	/**
	 * {@code status-get} of the application and its units.
	 */
	record ApplicationStatusGet() implements HookToolQuery<ApplicationStatusInfo> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("status-get", "--include-data", "--format=json", "--application=true");
		}

		@Override
		public String expected() {
			return "an application's status";
		}

		@Override
		public ApplicationStatusInfo read(@Nullable Object json) {
			return HookToolOutput.applicationStatus(json);
		}

	}

}
