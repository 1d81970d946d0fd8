package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a message of Juju the values that were given to the tool: some of Juju's
 * messages quote them. Names (of relations, units, endpoints) stay.
 */
final class ArgumentMask {

	private static final String MASK = "***";

	// A shorter value is taken out only in quotes: elsewhere it is a part of words.
	private static final int UNQUOTED_LENGTH = 4;

	private final List<String> values = new ArrayList<>();

	private ArgumentMask() {
	}

	static ArgumentMask of(HookToolCall call) {
		ArgumentMask mask = new ArgumentMask();
		mask.addArguments(call.arguments());
		mask.addInput(call.input());
		mask.values.sort(Comparator.comparingInt(String::length).reversed());
		return mask;
	}

	String apply(String message) {
		String result = message;
		for (String value : this.values) {
			result = result.replace('"' + value + '"', '"' + MASK + '"');
			if (value.length() >= UNQUOTED_LENGTH) {
				result = result.replace(value, MASK);
			}
		}
		return maskBackquoted(result);
	}

	private void addArguments(List<String> arguments) {
		boolean options = true;
		for (String argument : arguments) {
			if (!options) {
				add(argument);
			}
			else if (argument.equals("--")) {
				options = false;
			}
			else if (!argument.startsWith("-") && argument.indexOf('=') != -1) {
				add(argument);
				add(argument.substring(argument.indexOf('=') + 1));
			}
		}
	}

	private void addInput(@Nullable String input) {
		if (input == null) {
			return;
		}
		add(input);
		try {
			if (Json.parse(input) instanceof Map<?, ?> map) {
				map.values().forEach((value) -> add(String.valueOf(value)));
			}
		}
		catch (JsonException ex) {
			// Not JSON: there are no single values in it.
		}
	}

	private void add(String value) {
		String stripped = value.strip();
		if (!stripped.isEmpty()) {
			this.values.add(value);
			this.values.add(stripped);
			this.values.add(escaped(value));
		}
	}

	// As Go quotes a string.
	private static String escaped(String value) {
		return value.replace("\\", "\\\\")
			.replace("\"", "\\\"")
			.replace("\n", "\\n")
			.replace("\t", "\\t")
			.replace("\r", "\\r");
	}

	// Where YAML does not fit, Juju quotes the beginning of a value so.
	private static String maskBackquoted(String message) {
		StringBuilder result = new StringBuilder();
		int from = 0;
		int open = message.indexOf('`');
		while (open != -1) {
			int close = message.indexOf('`', open + 1);
			int end = (close != -1) ? close : message.length();
			result.append(message, from, open + 1).append(MASK);
			from = end;
			open = (close != -1) ? message.indexOf('`', close + 1) : -1;
		}
		return result.append(message, from, message.length()).toString();
	}

}
