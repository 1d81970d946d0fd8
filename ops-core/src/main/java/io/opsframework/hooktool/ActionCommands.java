package io.opsframework.hooktool;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The tools of the running action.
 */
final class ActionCommands {

	private ActionCommands() {
	}

	static HookToolCall actionSet(Map<String, ?> results) {
		return HookToolCall.of("action-set", ActionResults.arguments(results));
	}

	static HookToolCall actionLog(String message) {
		return HookToolCall.of("action-log", "--", message);
	}

	static HookToolCall actionFail(String message) {
		return HookToolCall.of("action-fail", "--", message);
	}

	/**
	 * {@code action-get} of all parameters.
	 */
	record ActionGet() implements HookToolQuery<Map<String, Object>> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("action-get", "--format=json");
		}

		@Override
		public String expected() {
			return "a map of parameters";
		}

		@Override
		public Map<String, Object> read(@Nullable Object json) {
			return HookToolOutput.values(json);
		}

	}

}
