package io.opsframework.juju;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one logs in to a cloud. Its {@code toString} shows no values.
 *
 * @param authType the kind of credential, {@code certificate} or {@code access-key}
 * @param attributes the values by the names that this kind of credential has
 * @param redacted names of attributes that Juju has taken out
 */
public record CloudCredential(String authType, Map<String, String> attributes, List<String> redacted) {

	public CloudCredential {
		attributes = Map.copyOf(attributes);
		redacted = List.copyOf(redacted);
	}

	/**
	 * A credential of which nothing was taken out.
	 * @param authType the kind of credential
	 * @param attributes the values by name
	 * @return the credential
	 */
	public static CloudCredential of(String authType, Map<String, String> attributes) {
		return new CloudCredential(authType, attributes, List.of());
	}

	@Override
	public String toString() {
		Map<String, String> masked = new TreeMap<>(this.attributes);
		masked.replaceAll((name, value) -> "***");
		return "CloudCredential[authType=%s, attributes=%s, redacted=%s]".formatted(this.authType, masked,
				this.redacted);
	}

}
