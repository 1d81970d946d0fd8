package io.opsframework.juju;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How often Juju asks the owner of a secret for a new revision, with secret-rotate.
 */
public enum SecretRotation {

	/** Not at all. */
	NEVER,

	/** Every hour. */
	HOURLY,

	/** Every day. */
	DAILY,

	/** Every week. */
	WEEKLY,

	/** Every month. */
	MONTHLY,

	/** Every three months. */
	QUARTERLY,

	/** Every year. */
	YEARLY;

	/**
	 * The rotation that a hook tool names.
	 * @param jujuName the word
	 * @return the rotation, or empty for a word that is none
	 */
	public static Optional<SecretRotation> of(String jujuName) {
		return Arrays.stream(values()).filter((rotation) -> rotation.jujuName().equals(jujuName)).findFirst();
	}

	/**
	 * The word for it in hook tools.
	 * @return the word, {@code monthly}
	 */
	public String jujuName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
