package io.opsframework.simulation;

/**
 * What JSON allows and Go's YAML library, which Juju reads it with, does not: halves of
 * characters and keys whose colon comes too late.
 */
final class JsonAsYaml {

	/** How far the colon may be from the beginning of its key, in characters. */
	private static final int LONGEST_KEY = 1024;

	private JsonAsYaml() {
	}

	/**
	 * Fail where the library would.
	 * @param json a text that is JSON
	 */
	static void check(String json) {
		int start = -1;
		for (int i = 0; i < json.length(); i++) {
			char character = json.charAt(i);
			if (character == '\\') {
				i++;
				checkEscape(json, i);
			}
			else if (character == '"' && start < 0) {
				start = i;
			}
			else if (character == '"') {
				checkKey(json, start, i + 1);
				start = -1;
			}
		}
	}

	private static void checkEscape(String json, int index) {
		char kind = json.charAt(index);
		if (kind == '/') {
			throw ToolException.failure("yaml: found unknown escape character");
		}
		if (kind == 'u' && isSurrogate(json, index + 1)) {
			throw ToolException.failure("yaml: found invalid Unicode character escape code");
		}
	}

	// Two of them together would be a character in JSON only.
	private static boolean isSurrogate(String json, int index) {
		return Character.isSurrogate((char) Integer.parseInt(json, index, index + 4, 16));
	}

	private static void checkKey(String json, int start, int end) {
		int colon = end;
		while (colon < json.length() && Character.isWhitespace(json.charAt(colon))) {
			colon++;
		}
		boolean key = colon < json.length() && json.charAt(colon) == ':';
		if (key && json.codePointCount(start, colon) > LONGEST_KEY) {
			throw ToolException.failure("yaml: did not find expected ',' or '}'");
		}
	}

}
