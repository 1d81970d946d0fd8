package io.opsframework.hooktool;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes words as one would type them in a shell.
 */
final class ShellWords {

	private ShellWords() {
	}

	static String quote(String word) {
		return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
	}

	static String join(List<String> words) {
		return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
	}

}
