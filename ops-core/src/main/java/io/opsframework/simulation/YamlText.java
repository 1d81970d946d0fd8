package io.opsframework.simulation;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * YAML as Go's library writes it, for what hook tools print. Texts of several lines are
 * literal blocks; a text that would be read as something else is quoted.
 */
final class YamlText {

	/** What reads as null, a boolean, a number or a time, not as a string. */
	private static final Pattern NOT_A_STRING = Pattern.compile("(?i)|~|null|true|false|yes|no|on|off|y|n|<<|="
			+ "|[-+]?[0-9][0-9_]*|0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[-+]?([.][0-9]+|[0-9][0-9_]*([.][0-9_]*)?)(e[-+]?[0-9]+)?"
			+ "|[-+]?\\.inf|\\.nan|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

	/** What has a meaning of its own at the start of a value, or inside it. */
	private static final Pattern SPECIAL = Pattern
		.compile("[,\\[\\]{}#&*!|>'\"%@`].*|[-?:]( .*)?|---.*|\\.\\.\\..*|.*(: | #).*|.*[: ]| .*");

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\x00-\\x1f\\x7f&&[^\n]]");

	private final StringBuilder text = new StringBuilder();

	private YamlText() {
	}

	/**
	 * Write a value.
	 * @param value a map with sorted keys, a list, a string, a number, a boolean or
	 * {@code null}
	 * @return the text, without a line feed at its end
	 */
	static String write(@Nullable Object value) {
		YamlText yaml = new YamlText();
		yaml.block(value, 0);
		return yaml.text.toString();
	}

	private void block(@Nullable Object value, int indent) {
		if (value instanceof Map<?, ?> map && !map.isEmpty()) {
			mapping(map, indent);
		}
		else if (value instanceof List<?> list && !list.isEmpty()) {
			sequence(list, indent);
		}
		else {
			this.text.append(scalar(value, indent));
		}
	}

	private void mapping(Map<?, ?> map, int indent) {
		Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
		while (entries.hasNext()) {
			Map.Entry<?, ?> entry = entries.next();
			this.text.append(scalar(entry.getKey(), indent)).append(':');
			item(entry.getValue(), indent);
			separate(entries, indent);
		}
	}

	private void item(@Nullable Object value, int indent) {
		if (value instanceof Map<?, ?> map && !map.isEmpty()) {
			newLine(indent + 2);
			mapping(map, indent + 2);
		}
		else if (value instanceof List<?> list && !list.isEmpty()) {
			newLine(indent);
			sequence(list, indent);
		}
		else {
			this.text.append(' ').append(scalar(value, indent + 2));
		}
	}

	private void sequence(List<?> list, int indent) {
		Iterator<?> items = list.iterator();
		while (items.hasNext()) {
			this.text.append("- ");
			block(items.next(), indent + 2);
			separate(items, indent);
		}
	}

	private void separate(Iterator<?> items, int indent) {
		if (items.hasNext()) {
			newLine(indent);
		}
	}

	private void newLine(int indent) {
		this.text.append('\n').append(" ".repeat(indent));
	}

	private static String scalar(@Nullable Object value, int indent) {
		if (value instanceof Map) {
			return "{}";
		}
		if (value instanceof List) {
			return "[]";
		}
		return (value instanceof String string) ? string(string, indent) : String.valueOf(value);
	}

	private static String string(String value, int indent) {
		if (NOT_A_STRING.matcher(value).matches() || UNPRINTABLE.matcher(value).find() || value.endsWith("\n\n")) {
			return GoText.quote(value);
		}
		if (value.indexOf('\n') >= 0) {
			return literal(value, Math.max(indent, 2));
		}
		return SPECIAL.matcher(value).matches() ? "'" + value.replace("'", "''") + "'" : value;
	}

	private static String literal(String value, int indent) {
		boolean ended = value.endsWith("\n");
		String lines = ended ? value.substring(0, value.length() - 1) : value;
		return (ended ? "|" : "|-") + ("\n" + lines).replaceAll("\n(?!\n)", "\n" + " ".repeat(indent));
	}

}
