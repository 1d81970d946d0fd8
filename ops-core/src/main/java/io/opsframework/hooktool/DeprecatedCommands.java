package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The tools that Juju 4 does not have any more.
 */
final class DeprecatedCommands {

	private DeprecatedCommands() {
	}

	static HookToolCall addMetric(Map<String, ? extends Number> metrics, Map<String, String> labels) {
		List<String> arguments = new ArrayList<>();
		if (!labels.isEmpty()) {
			arguments.addAll(List.of("--labels", String.join(",", pairs(labels))));
		}
		arguments.addAll(pairs(metrics));
		return new HookToolCall("add-metric", arguments, null);
	}

	static HookToolCall leaderSet(Map<String, String> changes) {
		List<String> arguments = new ArrayList<>(List.of("--"));
		arguments.addAll(pairs(changes));
		return new HookToolCall("leader-set", arguments, null);
	}

	private static List<String> pairs(Map<String, ?> values) {
		List<String> pairs = new ArrayList<>();
		new TreeMap<>(values).forEach((key, value) -> pairs.add(key + '=' + value));
		return pairs;
	}

	// The tools that set a specification read it from their standard input.
	static HookToolCall specSet(String tool, String specification) {
		return new HookToolCall(tool, List.of("--file", "-"), specification);
	}

	static HookToolCall payloadRegister(String type, String payload, String id, List<String> labels) {
		List<String> arguments = new ArrayList<>(List.of("--", type, payload, id));
		arguments.addAll(labels);
		return new HookToolCall("payload-register", arguments, null);
	}

	/**
	 * {@code leader-get} of all keys.
	 */
	record LeaderGet() implements HookToolQuery<Map<String, String>> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("leader-get", "--format=json");
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

}
