package io.opsframework.simulation.pebble;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import io.opsframework.pebble.GoDuration;
import org.jspecify.annotations.Nullable;

/**
 * Which values the fields of a layer may have, and what Pebble says of others.
 */
final class FieldTypes {

	private static final Set<String> LISTS = Set.of("after", "before", "requires", "services");

	private static final Set<String> MAPPINGS = Set.of("environment", "headers", "labels", "on-check-failure");

	private static final Set<String> PROBES = Set.of("http", "tcp", "exec");

	private static final Set<String> INTEGERS = Set.of("user-id", "group-id", "threshold", "port");

	private static final Set<String> DURATIONS = Set.of("backoff-delay", "backoff-limit", "kill-delay", "period",
			"timeout");

	// Pebble shows this much of a longer value.
	private static final int MAX_SHOWN = 10;

	private FieldTypes() {
	}

	/**
	 * What is wrong with the value of a field.
	 * @param field the name of the field
	 * @param value its value
	 * @return what Pebble says; {@code null} if it takes the value
	 */
	static @Nullable String problem(String field, Object value) {
		if (PROBES.contains(field) && value instanceof Map<?, ?> fields) {
			return problem(fields);
		}
		String type = typeOf(field);
		String actual = tagOf(value);
		if (actual.equals(tagOfType(type))) {
			return type.equals("duration") ? durationProblem(value.toString()) : null;
		}
		return switch (type) {
			case "duration" -> "duration must be a YAML string";
			case "float" -> actual.equals("!!str") ? "invalid floating-point number \"%s\"".formatted(value)
					: "value must be a YAML number";
			default -> mismatch(actual, value, type);
		};
	}

	private static @Nullable String problem(Map<?, ?> fields) {
		for (Map.Entry<?, ?> entry : fields.entrySet()) {
			String problem = problem(String.valueOf(entry.getKey()), entry.getValue());
			if (problem != null) {
				return problem;
			}
		}
		return null;
	}

	private static String typeOf(String field) {
		if (LISTS.contains(field)) {
			return "[]string";
		}
		if (MAPPINGS.contains(field)) {
			return "map[string]string";
		}
		if (INTEGERS.contains(field)) {
			return "int";
		}
		if (DURATIONS.contains(field)) {
			return "duration";
		}
		return field.equals("backoff-factor") ? "float" : "string";
	}

	private static String tagOfType(String type) {
		return switch (type) {
			case "[]string" -> "!!seq";
			case "map[string]string" -> "!!map";
			case "int", "float" -> "a number";
			default -> "!!str";
		};
	}

	private static String tagOf(Object value) {
		if (value instanceof Number) {
			return "a number";
		}
		if (value instanceof Collection<?>) {
			return "!!seq";
		}
		return (value instanceof Map<?, ?>) ? "!!map" : "!!str";
	}

	private static String mismatch(String actual, Object value, String type) {
		String text = value.toString();
		String shown = (text.length() > MAX_SHOWN) ? text.substring(0, MAX_SHOWN - 3) + "..." : text;
		return "yaml: unmarshal errors:\n  line 1: cannot unmarshal %s into %s"
			.formatted(actual.equals("!!str") ? "!!str `%s`".formatted(shown) : actual, type);
	}

	private static @Nullable String durationProblem(String text) {
		try {
			GoDuration.parse(text);
			return null;
		}
		catch (IllegalArgumentException ex) {
			return "invalid duration \"%s\"".formatted(text);
		}
	}

}
