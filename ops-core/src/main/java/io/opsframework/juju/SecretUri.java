package io.opsframework.juju;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How Juju names a secret: {@code secret:9m4e2mr0ui3e8a215n4g}, or with the model that it
 * is in, {@code secret://<uuid>/9m4e2mr0ui3e8a215n4g}.
 *
 * @param modelUuid the model's UUID; {@code null} for the unit's own model
 * @param identifier what is the secret's alone, {@code 9m4e2mr0ui3e8a215n4g}
 */
public record SecretUri(@Nullable String modelUuid, String identifier) {

	private static final Pattern PATTERN = Pattern.compile("(?:secret:)?(?:(?://)?([0-9a-f-]+)/)?([0-9a-z]+)");

	public SecretUri {
		Objects.requireNonNull(identifier, "identifier");
	}

	/**
	 * Read a secret's URI.
	 * @param text a URI, or the identifier alone; white space around it does not count
	 * @return the URI
	 * @throws IllegalArgumentException if the text is neither
	 */
	public static SecretUri of(String text) {
		Matcher matcher = PATTERN.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"'%s' is not a secret's URI such as 'secret:9m4e2mr0ui3e8a215n4g'".formatted(Excerpt.of(text)));
		}
		return new SecretUri(matcher.group(1), matcher.group(2));
	}

	@Override
	public String toString() {
		return (this.modelUuid != null) ? "secret://" + this.modelUuid + "/" + this.identifier
				: "secret:" + this.identifier;
	}

}
