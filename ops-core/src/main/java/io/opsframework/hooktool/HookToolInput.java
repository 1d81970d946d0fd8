package io.opsframework.hooktool;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

import io.opsframework.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a tool reads from its standard input with {@code --file -}. Juju reads it
 * as YAML, which is nearly a superset of JSON: what YAML takes for a line break, or does
 * not take at all, is escaped.
 */
public final class HookToolInput {

	/** Juju wants the colon so near, the quotation marks included. */
	private static final int LONGEST_KEY = 1024;

	private HookToolInput() {
	}

	/**
	 * What Juju could not read of a key and its value.
	 * @param key the key
	 * @param value the value
	 * @return what is wrong with them, without the value, and the way out; {@code null}
	 * if they can be sent
	 */
	public static @Nullable String problem(String key, String value) {
		CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
		if (!encoder.canEncode(key) || !encoder.canEncode(value)) {
			return "'%s' or its value has half of a surrogate pair, which is no character: send whole ones"
				.formatted(key);
		}
		String written = of(Map.of(key, ""));
		int length = written.codePointCount(1, written.length() - ":\"\"}".length());
		return (length <= LONGEST_KEY) ? null
				: "'%s…' takes %d characters, quotation marks and escapes included: Juju reads keys of at most %d"
					.formatted(key.substring(0, 20), length, LONGEST_KEY);
	}

	static String of(Map<String, String> values) {
		String json = Json.write(values);
		for (int i = 0; i < json.length(); i++) {
			if (isSpecial(json.charAt(i))) {
				return escape(json);
			}
		}
		return json;
	}

	// These stand only within strings, where each character may be escaped.
	private static String escape(String json) {
		StringBuilder result = new StringBuilder(json.length() + 64);
		for (int i = 0; i < json.length(); i++) {
			char character = json.charAt(i);
			if (isSpecial(character)) {
				result.append("\\u").append(HexFormat.of().toHexDigits(character));
			}
			else {
				result.append(character);
			}
		}
		return result.toString();
	}

	private static boolean isSpecial(char character) {
		return (character >= '\u007f' && character <= '\u009f') || character == '\u2028' || character == '\u2029'
				|| character == '\ufeff' || character >= '\ufffe';
	}

}
