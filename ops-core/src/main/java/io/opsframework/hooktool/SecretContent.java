package io.opsframework.hooktool;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the content of a secret can be.
 */
public final class SecretContent {

	private static final Pattern KEY = Pattern.compile("[a-z](?:-?[a-z0-9]){2,}+");

	private SecretContent() {
	}

	/**
	 * Fail if Juju would not take a content.
	 * @param content keys and values
	 * @throws IllegalArgumentException if it is empty, a key breaks Juju's rules, or a
	 * value is {@code null} or no text; the message shows no value
	 */
	public static void check(Map<String, String> content) {
		if (content.isEmpty()) {
			throw new IllegalArgumentException("A secret without content cannot be kept: give it at least one key");
		}
		content.forEach(SecretContent::check);
	}

	private static void check(String key, String value) {
		if (!KEY.matcher(key).matches()) {
			throw new IllegalArgumentException(
					"'%s' cannot be a key of a secret: take three characters or more, lower-case letters, digits and single dashes between them, a letter first"
						.formatted(key));
		}
		if (value == null) {
			throw new IllegalArgumentException("Key '%s' of a secret has no value; leave the key out".formatted(key));
		}
		if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
			throw new IllegalArgumentException(
					"The value of key '%s' of a secret has half of a surrogate pair, which is no character: encode what is no text, in Base64 for one"
						.formatted(key));
		}
	}

}
