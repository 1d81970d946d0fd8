package io.opsframework.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arguments of the form {@code key=value}, as most tools read them: white space around
 * both is dropped.
 */
final class KeyValues {

	private KeyValues() {
	}

	static Map<String, String> parse(List<String> arguments) {
		Map<String, String> pairs = new LinkedHashMap<>();
		arguments.stream().filter((argument) -> !argument.isEmpty()).forEach((argument) -> add(argument, pairs));
		return pairs;
	}

	private static void add(String argument, Map<String, String> pairs) {
		int equals = argument.indexOf('=');
		String key = argument.substring(0, Math.max(equals, 0)).strip();
		if (key.isEmpty()) {
			throw ToolException.usage("expected \"key=value\", got " + GoText.quote(argument));
		}
		if (pairs.put(key, argument.substring(equals + 1).strip()) != null) {
			throw ToolException.usage("key %s specified more than once".formatted(GoText.quote(key)));
		}
	}

}
