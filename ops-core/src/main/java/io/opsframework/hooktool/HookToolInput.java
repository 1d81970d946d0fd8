package io.opsframework.hooktool;

import java.util.HexFormat;
import java.util.Map;

import io.opsframework.json.Json;

/**
 * Writes what a tool reads from its standard input with {@code --file -}. Juju reads it
 * as YAML, which is nearly a superset of JSON: what YAML takes for a line break, or does
 * not take at all, is escaped.
 */
final class HookToolInput {

	private HookToolInput() {
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
