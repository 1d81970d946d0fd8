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
