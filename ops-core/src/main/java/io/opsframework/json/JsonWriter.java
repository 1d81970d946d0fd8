package io.opsframework.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON text.
 */
final class JsonWriter {

	private static final HexFormat HEX = HexFormat.of();

	private final StringBuilder out = new StringBuilder();

	private int depth;

	String write(@Nullable Object value) {
		writeValue(value);
		return this.out.toString();
	}

	private void writeValue(@Nullable Object value) {
		if (value == null || value instanceof Boolean) {
			this.out.append(value);
		}
		else if (value instanceof CharSequence text) {
			writeString(text);
		}
		else if (value instanceof Number number) {
			writeNumber(number);
		}
		else if (value instanceof Map<?, ?> members) {
			writeObject(members);
		}
		else if (value instanceof Iterable<?> elements) {
			writeArray(elements);
		}
		else {
			throw unsupported("value", value);
		}
	}

	private void writeObject(Map<?, ?> members) {
		enter('{');
		String separator = "";
		for (Map.Entry<?, ?> member : members.entrySet()) {
			this.out.append(separator);
			if (!(member.getKey() instanceof CharSequence key)) {
				throw unsupported("key", member.getKey());
			}
			writeString(key);
			this.out.append(':');
			writeValue(member.getValue());
			separator = ",";
		}
		leave('}');
	}

	private void writeArray(Iterable<?> elements) {
		enter('[');
		String separator = "";
		for (Object element : elements) {
			this.out.append(separator);
			writeValue(element);
			separator = ",";
		}
		leave(']');
	}

	private void enter(char bracket) {
		if (++this.depth > Json.MAX_DEPTH) {
			throw new IllegalArgumentException("a JSON text has at most " + Json.MAX_DEPTH
					+ " levels of nesting: is there a map or list that contains itself?");
		}
		this.out.append(bracket);
	}

	private void leave(char bracket) {
		this.depth--;
		this.out.append(bracket);
	}

	private void writeNumber(Number number) {
		if (number instanceof Double || number instanceof Float) {
			if (!Double.isFinite(number.doubleValue())) {
				throw new IllegalArgumentException(number + " is not a number in JSON");
			}
		}
		else if (!isExact(number)) {
			throw unsupported("number", number);
		}
		this.out.append(number);
	}

	private boolean isExact(Number number) {
		return number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte
				|| number instanceof BigInteger || number instanceof BigDecimal;
	}

	private void writeString(CharSequence text) {
		this.out.append('"');
		for (int i = 0; i < text.length(); i++) {
			writeCharacter(text, i);
		}
		this.out.append('"');
	}

	private void writeCharacter(CharSequence text, int index) {
		char character = text.charAt(index);
		switch (character) {
			case '"', '\\' -> this.out.append('\\').append(character);
			case '\n' -> this.out.append("\\n");
			case '\r' -> this.out.append("\\r");
			case '\t' -> this.out.append("\\t");
			default -> {
				if (character < ' ' || isLoneSurrogate(text, index)) {
					this.out.append("\\u").append(HEX.toHexDigits(character));
				}
				else {
					this.out.append(character);
				}
			}
		}
	}

	// Half a pair has no form in UTF-8: unescaped it would be lost on the way out.
	private boolean isLoneSurrogate(CharSequence text, int index) {
		char character = text.charAt(index);
		if (Character.isHighSurrogate(character)) {
			return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
		}
		return Character.isLowSurrogate(character)
				&& (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
	}

	private IllegalArgumentException unsupported(String what, @Nullable Object object) {
		String type = (object != null) ? object.getClass().getName() : "null";
		return new IllegalArgumentException("a %s of type %s has no form in JSON".formatted(what, type));
	}

}
