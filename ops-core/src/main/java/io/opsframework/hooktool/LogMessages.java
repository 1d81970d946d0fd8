package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits what is longer than an argument of a process may be.
 */
final class LogMessages {

	// What Linux allows one argument in bytes, without the zero at its end.
	static final int MAXIMUM_LENGTH = 131071;

	private LogMessages() {
	}

	static List<String> split(String message) {
		// No process can be given a zero byte.
		String text = message.replace('\0', '\ufffd');
		List<String> chunks = chunks(text);
		if (chunks.size() > 1) {
			chunks.add(0, "The next message is longer than " + MAXIMUM_LENGTH + " bytes and comes in " + chunks.size()
					+ " parts:");
		}
		return chunks;
	}

	private static List<String> chunks(String text) {
		List<String> chunks = new ArrayList<>(2);
		int start = 0;
		while (start < text.length()) {
			int end = endOfChunk(text, start);
			chunks.add(text.substring(start, end));
			start = end;
		}
		return chunks;
	}

	private static int endOfChunk(String text, int start) {
		if (text.length() - start <= MAXIMUM_LENGTH / 3) {
			return text.length();
		}
		int bytes = 0;
		int end = start;
		while (end < text.length()) {
			int character = text.codePointAt(end);
			bytes += utf8Length(character);
			if (bytes > MAXIMUM_LENGTH) {
				return end;
			}
			end += Character.charCount(character);
		}
		return end;
	}

	private static int utf8Length(int character) {
		if (character < 0x80) {
			return 1;
		}
		if (character < 0x800) {
			return 2;
		}
		return (character < 0x10000) ? 3 : 4;
	}

}
