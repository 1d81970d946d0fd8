package io.opsframework.hooktool;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The tools about configuration, leadership and version.
 */
final class ConfigCommands {

	private ConfigCommands() {
	}

	static HookToolCall applicationVersionSet(String version) {
		return HookToolCall.of("application-version-set", "--", version);
	}

	/**
	 * {@code config-get} of all options.
	 */
	record ConfigGet() implements HookToolQuery<Map<String, Object>> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("config-get", "--format=json");
		}

		@Override
		public String expected() {
			return "a map of options";
		}

		@Override
		public Map<String, Object> read(@Nullable Object json) {
			return HookToolOutput.values(json);
		}

	}

	/**
	 * {@code is-leader}.
	 */
	record IsLeader() implements HookToolQuery<Boolean> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("is-leader", "--format=json");
		}

		@Override
		public String expected() {
			return "true or false";
		}

		@Override
		public Boolean read(@Nullable Object json) {
			return HookToolOutput.bool(json);
		}

	}

}
