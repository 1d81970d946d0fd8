package io.opsframework.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A recursive-descent reader of one JSON text.
 */
final class JsonReader {

	private static final int END = -1;

	// Reading the digits of a {@code BigInteger} takes quadratic time.
	private static final int MAX_NUMBER_LENGTH = 1000;

	// As many digits always fit into a {@code long}, with a sign.
	private static final int SAFE_LONG_LENGTH = 18;

	private final String text;

	private int position;

	private int depth;

	JsonReader(String text) {
		this.text = text;
	}

	@Nullable Object readDocument() {
		Object value = readValue();
		skipWhitespace();
		if (peek() != END) {
			throw expected("the end of the text");
		}
		return value;
	}

	private @Nullable Object readValue() {
		skipWhitespace();
		return switch (peek()) {
			case '{' -> readObject();
			case '[' -> readArray();
			case '"' -> readString();
			case 't' -> readWord("true", true);
			case 'f' -> readWord("false", false);
			case 'n' -> readWord("null", null);
			case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> readNumber();
			default -> throw expected("a value");
		};
	}

	private Map<String, @Nullable Object> readObject() {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		enter();
		skipWhitespace();
		if (!accept('}')) {
			do {
				readMember(members);
			}
			while (accept(','));
			require('}', "',' or '}'");
		}
		this.depth--;
		return members;
	}

	private void readMember(Map<String, @Nullable Object> members) {
		skipWhitespace();
		if (peek() != '"') {
			throw expected("a key in double quotes");
		}
		String key = readString();
		skipWhitespace();
		require(':', "':'");
		members.put(key, readValue());
		skipWhitespace();
	}

	private List<@Nullable Object> readArray() {
		List<@Nullable Object> elements = new ArrayList<>();
		enter();
		skipWhitespace();
		if (!accept(']')) {
			do {
				elements.add(readValue());
				skipWhitespace();
			}
			while (accept(','));
			require(']', "',' or ']'");
		}
		this.depth--;
		return elements;
	}

	// Steps over the opening bracket.
	private void enter() {
		if (++this.depth > Json.MAX_DEPTH) {
			throw expected("at most " + Json.MAX_DEPTH + " levels of nesting");
		}
		this.position++;
	}

	private String readString() {
		int start = ++this.position;
		StringBuilder unescaped = null;
		while (!accept('"')) {
			int next = peek();
			if (next < ' ') {
				throw expected((next == END) ? "'\"'" : "an escape instead of a control character");
			}
			this.position++;
			if (next == '\\') {
				unescaped = (unescaped != null) ? unescaped : new StringBuilder();
				unescaped.append(this.text, start, this.position - 1).append(readEscape());
				start = this.position;
			}
		}
		int end = this.position - 1;
		return (unescaped != null) ? unescaped.append(this.text, start, end).toString()
				: this.text.substring(start, end);
	}

	private char readEscape() {
		char character = switch (peek()) {
			case '"' -> '"';
			case '\\' -> '\\';
			case '/' -> '/';
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> readHex();
			default -> throw expected("one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
		};
		this.position++;
		return character;
	}

	// Leaves the position on the last of the four digits.
	private char readHex() {
		int value = 0;
		for (int i = 0; i < 4; i++) {
			this.position++;
			int next = peek();
			int digit = (next < 128) ? Character.digit(next, 16) : -1;
			if (digit < 0) {
				throw expected("four hexadecimal digits");
			}
			value = value * 16 + digit;
		}
		return (char) value;
	}

	private @Nullable Object readWord(String word, @Nullable Object value) {
		if (!this.text.startsWith(word, this.position)) {
			throw expected("a value");
		}
		this.position += word.length();
		return value;
	}

	private Number readNumber() {
		int start = this.position;
		accept('-');
		if (!accept('0')) {
			skipDigits();
		}
		boolean whole = true;
		if (accept('.')) {
			skipDigits();
			whole = false;
		}
		if (accept('e') || accept('E')) {
			if (!accept('+')) {
				accept('-');
			}
			skipDigits();
			whole = false;
		}
		return toNumber(start, whole);
	}

	private void skipDigits() {
		int start = this.position;
		while (peek() >= '0' && peek() <= '9') {
			this.position++;
		}
		if (this.position == start) {
			throw expected("a digit");
		}
	}

	private Number toNumber(int start, boolean whole) {
		int length = this.position - start;
		if (length > MAX_NUMBER_LENGTH) {
			throw expected(start, "a number of at most " + MAX_NUMBER_LENGTH + " characters");
		}
		String digits = this.text.substring(start, this.position);
		if (whole) {
			return (length <= SAFE_LONG_LENGTH) ? (Number) Long.valueOf(digits) : toWholeNumber(digits);
		}
		double value = Double.parseDouble(digits);
		if (Double.isInfinite(value)) {
			throw expected(start, "a number in the range of a double");
		}
		return value;
	}

	private Number toWholeNumber(String digits) {
		BigInteger value = new BigInteger(digits);
		return (value.bitLength() < Long.SIZE) ? (Number) value.longValue() : value;
	}

	private void skipWhitespace() {
		while (peek() == ' ' || peek() == '\n' || peek() == '\t' || peek() == '\r') {
			this.position++;
		}
	}

	private int peek() {
		return (this.position < this.text.length()) ? this.text.charAt(this.position) : END;
	}

	private boolean accept(char character) {
		boolean accepted = peek() == character;
		if (accepted) {
			this.position++;
		}
		return accepted;
	}

	private void require(char character, String description) {
		if (!accept(character)) {
			throw expected(description);
		}
	}

	private JsonException expected(String what) {
		return expected(this.position, what);
	}

	private JsonException expected(int offset, String what) {
		int line = 1;
		int lineStart = 0;
		for (int i = this.text.indexOf('\n'); i >= 0 && i < offset; i = this.text.indexOf('\n', i + 1)) {
			line++;
			lineStart = i + 1;
		}
		return new JsonException("not JSON at line %d, column %d: expected %s%s".formatted(line, offset - lineStart + 1,
				what, (offset < this.text.length()) ? "" : ", but the text ends there"));
	}

}
