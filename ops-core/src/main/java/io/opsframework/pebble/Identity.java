package io.opsframework.pebble;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who may use a Pebble: a user of the container, or who knows a password.
 *
 * @param access what they may do: {@code admin}, {@code read}, {@code metrics},
 * {@code untrusted}, or what else Pebble may say
 * @param userId the id of the user; {@code null} for nobody
 * @param password the hash of the password, made with sha512-crypt; {@code null} for
 * none. Pebble itself answers {@code *****}
 */
public record Identity(String access, @Nullable Integer userId, @Nullable String password) {

	/**
	 * Create an identity.
	 * @throws IllegalArgumentException if there is neither a user nor a password
	 */
	public Identity {
		if (userId == null && password == null) {
			throw new IllegalArgumentException("An identity has a user's id, or the hash of a password");
		}
	}

	/**
	 * A user of the container.
	 * @param access what they may do
	 * @param userId the user's id
	 * @return the identity
	 */
	public static Identity local(String access, int userId) {
		return new Identity(access, userId, null);
	}

	/**
	 * Somebody who knows a password.
	 * @param access what they may do
	 * @param password the hash of the password, made with sha512-crypt
	 * @return the identity
	 */
	public static Identity basic(String access, String password) {
		return new Identity(access, null, password);
	}

	static Identity of(JsonObject json) {
		return new Identity(json.string("access"), json.object("local").integerOrNull("user-id"),
				json.object("basic").stringOrNull("password"));
	}

	Map<String, Object> toJson() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("access", this.access);
		if (this.userId != null) {
			json.put("local", Map.of("user-id", this.userId));
		}
		if (this.password != null) {
			json.put("basic", Map.of("password", this.password));
		}
		return json;
	}

	@Override
	public String toString() {
		return "Identity[access=%s, userId=%s, password=%s]".formatted(this.access, this.userId,
				(this.password != null) ? "*****" : null);
	}

}
