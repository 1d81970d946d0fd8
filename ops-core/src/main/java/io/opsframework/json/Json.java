package io.opsframework.json;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON (RFC 8259) as plain Java values: {@code Map<String, Object>} in
 * the order of the text, {@code List<Object>}, {@code String}, {@code Long} (or
 * {@code BigInteger} where a long is too small), {@code Double}, {@code Boolean} and
 * {@code null}. Of a key that stands twice in an object the last value counts. Objects
 * and arrays may be nested 512 deep, and a number may have 1,000 characters.
 */
public final class Json {

	static final int MAX_DEPTH = 512;

	private Json() {
	}

	/**
	 * Read a JSON text.
	 * @param text the text, white space around it allowed
	 * @return the value
	 * @throws JsonException if the text is not JSON, is nested too deep, or has a number
	 * that is too long or beyond the range of a double
	 */
	public static @Nullable Object parse(String text) {
		return new JsonReader(text).readDocument();
	}

	/**
	 * Write a value as JSON: compact, on one line, keys in the order of the map.
	 * @param value a map with string keys, an iterable, a string, a number, a boolean or
	 * {@code null}
	 * @return the text
	 * @throws IllegalArgumentException for any other value, for numbers that are not
	 * finite, and for values that are nested too deep
	 */
	public static String write(@Nullable Object value) {
		return new JsonWriter().write(value);
	}

}
