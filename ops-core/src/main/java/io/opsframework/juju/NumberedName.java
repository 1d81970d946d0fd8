package io.opsframework.juju;

import java.util.function.BiFunction;

/**
 * Reads names that end in a number, as many of Juju's do.
 */
final class NumberedName {

	private NumberedName() {
	}

	static <T extends Record> T parse(String text, char separator, BiFunction<String, Integer, T> type,
			String expected) {
		int end = text.lastIndexOf(separator);
		try {
			int number = Integer.parseInt(text, end + 1, text.length(), 10);
			T name = type.apply(text.substring(0, Math.max(end, 0)), number);
			// Signs, leading zeros and other digits than ASCII's make another text.
			if (name.toString().equals(text)) {
				return name;
			}
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			// Said below.
		}
		throw new IllegalArgumentException("'%s' is not %s".formatted(Excerpt.of(text), expected));
	}

}
