package io.opsframework.hooktool;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The tools about what Juju keeps for the unit.
 */
final class StateCommands {

	private StateCommands() {
	}

	static HookToolCall stateSet(Map<String, String> changes) {
		return new HookToolCall("state-set", List.of("--file", "-"), HookToolInput.of(changes));
	}

	static HookToolCall stateDelete(String key) {
		return HookToolCall.of("state-delete", "--", key);
	}

	/**
	 * {@code state-get} of all keys.
	 */
	record StateGetAll() implements HookToolQuery<Map<String, String>> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("state-get", "--format=json");
		}

		@Override
		public String expected() {
			return "a map of strings";
		}

		@Override
		public Map<String, String> read(@Nullable Object json) {
			return HookToolOutput.strings(json);
		}

	}

	/**
	 * {@code state-get} of a key.
	 */
	record StateGet(String key) implements HookToolQuery<String> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("state-get", "--format=json", "--", this.key);
		}

		@Override
		public String expected() {
			return "a string";
		}

		@Override
		public String read(@Nullable Object json) {
			return (json != null) ? (String) json : "";
		}

	}

}
