package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes messages to people fit to be an argument of a process.
 */
final class MessageArguments {

	// What Linux allows one argument in bytes, without the zero at its end.
	static final int MAXIMUM_LENGTH = 131071;

	private static final char ELLIPSIS = '…';

	private MessageArguments() {
	}

	/**
	 * All of a message, in as many parts as it takes.
	 * @param message the message
	 * @return the parts, after one that says so where there are several
	 */
	static List<String> split(String message) {
		List<String> chunks = chunks(withoutZeros(message));
		if (chunks.size() > 1) {
			chunks.add(0, "The next message is longer than " + MAXIMUM_LENGTH + " bytes and comes in " + chunks.size()
					+ " parts:");
		}
		return chunks;
	}

	/**
	 * As much of a message as one argument takes, with an ellipsis where it is cut.
	 * @param message the message
	 * @return the message itself where it fits
	 */
	static String cut(String message) {
		String text = withoutZeros(message);
		if (endOfChunk(text, 0, MAXIMUM_LENGTH) == text.length()) {
			return text;
		}
		return text.substring(0, endOfChunk(text, 0, MAXIMUM_LENGTH - utf8Length(ELLIPSIS))) + ELLIPSIS;
	}

	// No process can be given a zero byte.
	private static String withoutZeros(String message) {
		return message.replace('\0', '\ufffd');
	}

	private static List<String> chunks(String text) {
		List<String> chunks = new ArrayList<>(2);
		int start = 0;
		while (start < text.length()) {
			int end = endOfChunk(text, start, MAXIMUM_LENGTH);
			chunks.add(text.substring(start, end));
			start = end;
		}
		return chunks;
	}

	private static int endOfChunk(String text, int start, int maximumLength) {
		if (text.length() - start <= maximumLength / 3) {
			return text.length();
		}
		int bytes = 0;
		int end = start;
		while (end < text.length()) {
			int character = text.codePointAt(end);
			bytes += utf8Length(character);
			if (bytes > maximumLength) {
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
