package io.opsframework.hooktool;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

	private static final Comparator<String> LONGEST_FIRST = Comparator.comparingInt(String::length)
		.reversed()
		.thenComparing(Comparator.naturalOrder());

	private final Map<String, Set<String>> valuesByBeginning = new HashMap<>();

	private final Set<String> shortValues = new HashSet<>();

	private ArgumentMask() {
	}

	static ArgumentMask of(HookToolCall call, Collection<String> confidential) {
		ArgumentMask mask = new ArgumentMask();
		confidential.forEach(mask::add);
		mask.addArguments(call.arguments());
		mask.addInput(call.input());
		return mask;
	}

	/**
	 * Take the values out of a message.
	 * @param message the message
	 * @param most how much of the result is wanted; what follows is not looked at
	 * @return the message without values
	 */
	String apply(String message, int most) {
		StringBuilder result = new StringBuilder();
		int masked = 0;
		for (int i = 0; i < message.length() && result.length() < most; i++) {
			int end = i + lengthOfValue(message, i);
			if (end > i && i >= masked) {
				result.append(MASK);
			}
			masked = Math.max(masked, end);
			if (i >= masked) {
				result.append(message.charAt(i));
			}
		}
		return maskBackquoted(result.toString());
	}

	private int lengthOfValue(String message, int from) {
		int beginning = from + UNQUOTED_LENGTH;
		if (beginning <= message.length()) {
			for (String value : this.valuesByBeginning.getOrDefault(message.substring(from, beginning), Set.of())) {
				if (message.startsWith(value, from)) {
					return value.length();
				}
			}
		}
		return lengthOfQuoted(message, from);
	}

	private int lengthOfQuoted(String message, int from) {
		if (from == 0 || message.charAt(from - 1) != '"') {
			return 0;
		}
		for (int end = from + 1; end < Math.min(from + UNQUOTED_LENGTH, message.length()); end++) {
			if (message.charAt(end) == '"' && this.shortValues.contains(message.substring(from, end))) {
				return end - from;
			}
		}
		return 0;
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
			addText(value);
			addText(stripped);
			addText(escaped(value));
		}
	}

	private void addText(String text) {
		if (text.length() < UNQUOTED_LENGTH) {
			this.shortValues.add(text);
		}
		else {
			this.valuesByBeginning
				.computeIfAbsent(text.substring(0, UNQUOTED_LENGTH), (key) -> new TreeSet<>(LONGEST_FIRST))
				.add(text);
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
