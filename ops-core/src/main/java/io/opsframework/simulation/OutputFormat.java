package io.opsframework.simulation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The formats of hook tools' output.
 */
enum OutputFormat {

	SMART {
		@Override
		String format(@Nullable Object value) {
			if (value instanceof Strings list) {
				return line(String.join("\n", list.values()));
			}
			if (value instanceof Boolean bool) {
				return bool ? "True\n" : "False\n";
			}
			return (value instanceof String text) ? line(text) : YAML.format(value);
		}
	},

	YAML {
		@Override
		String format(@Nullable Object value) {
			return (value != null) ? YamlText.write(goValue(value)) + "\n" : "";
		}
	},

	JSON {
		@Override
		String format(@Nullable Object value) {
			return escape(Json.write(goValue(value))) + "\n";
		}
	};

	/**
	 * Print a value.
	 * @param value what a tool found: a string, a number, a boolean, {@link Strings}, a
	 * list, a map or {@code null}
	 * @return the text with the line feed at its end
	 */
	abstract String format(@Nullable Object value);

	static OutputFormat of(@Nullable String name) {
		return (name != null) ? valueOf(name.toUpperCase(Locale.ROOT)) : SMART;
	}

	static @Nullable String problem(String name, HookContext hook) {
		return List.of("smart", "yaml", "json").contains(name) ? null : "unknown format " + GoText.quote(name);
	}

	private static String line(String text) {
		return text.isEmpty() ? "" : text + "\n";
	}

	// The value as Go has it: keys in order, and numbers without a needless fraction.
	private static @Nullable Object goValue(@Nullable Object value) {
		if (value instanceof Strings list) {
			return list.values();
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> sorted = new TreeMap<>();
			map.forEach((key, item) -> sorted.put(String.valueOf(key), goValue(item)));
			return sorted;
		}
		if (value instanceof List<?> list) {
			return list.stream().map(OutputFormat::goValue).toList();
		}
		return (value instanceof Double number) ? goNumber(number) : value;
	}

	private static Number goNumber(double number) {
		BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
		return (decimal.scale() <= 0) ? decimal.toBigInteger() : decimal;
	}

	// Go's JSON can stand in HTML and in JavaScript.
	private static String escape(String json) {
		return json.replace("<", "\\u003c")
			.replace(">", "\\u003e")
			.replace("&", "\\u0026")
			.replace("\u2028", "\\u2028")
			.replace("\u2029", "\\u2029");
	}

	/**
	 * A list of which a tool says that it holds strings: the one kind that {@code smart}
	 * prints one a line.
	 *
	 * @param values the strings
	 */
	record Strings(List<String> values) {

	}

}
