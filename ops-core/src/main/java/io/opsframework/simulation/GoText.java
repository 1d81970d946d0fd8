package io.opsframework.simulation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Texts as Go prints them.
 */
final class GoText {

	private GoText() {
	}

	// A string with quotes around it (%q).
	static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.chars().forEach((character) -> quoted.append(escape((char) character)));
		return quoted.append('"').toString();
	}

	// A list of strings with quotes around each (%q).
	static String quote(List<String> texts) {
		return texts.stream().map(GoText::quote).collect(Collectors.joining(" ", "[", "]"));
	}

	private static String escape(char character) {
		return switch (character) {
			case '\\' -> "\\\\";
			case '"' -> "\\\"";
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			default -> (character < ' ' || character == 0x7f) ? "\\x%02x".formatted((int) character)
					: String.valueOf(character);
		};
	}

}
