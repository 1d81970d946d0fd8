package io.opsframework.juju;

import org.jspecify.annotations.Nullable;

/**
 * Makes of a value that came from outside what can be shown in a status or a line of a
 * log, whatever the value is.
 */
public final class Excerpt {

	private static final int LENGTH = 100;

	private Excerpt() {
	}

	/**
	 * The beginning of a value's text: 100 characters, then an ellipsis where there are
	 * more.
	 * @param value the value; {@code null} is shown as {@code null}
	 * @return the text, with U+FFFD for each control character and line separator
	 */
	public static String of(@Nullable Object value) {
		return of(value, LENGTH);
	}

	/**
	 * The beginning of a value's text, as {@link #of(Object)} but of another length.
	 * @param value the value; {@code null} is shown as {@code null}
	 * @param length how many characters are shown at most, the ellipsis not counted
	 * @return the text, with U+FFFD for each control character and line separator
	 */
	public static String of(@Nullable Object value, int length) {
		String text = String.valueOf(value);
		StringBuilder excerpt = new StringBuilder(Math.min(text.length(), length + 1));
		text.codePoints()
			.limit(length)
			.map((character) -> isShown(character) ? character : '\ufffd')
			.forEach(excerpt::appendCodePoint);
		boolean complete = text.length() <= length || text.codePointCount(0, text.length()) <= length;
		return complete ? excerpt.toString() : excerpt.append('…').toString();
	}

	private static boolean isShown(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
				false;
			default -> true;
		};
	}

}
