package io.opsframework.hooktool;

import java.time.Duration;
import java.time.Instant;

import io.opsframework.juju.SecretRotation;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a secret says about it, beside its content. Begin with
 * {@link #none()}; each {@code with} method gives new settings. What is {@code null} is
 * not said: a new secret has none, and a secret that is changed keeps its own.
 *
 * @param label the name by which the charm finds the secret again
 * @param description a text for people, which is no secret
 * @param expiry when Juju sends secret-expired for the latest revision
 * @param rotation how often Juju sends secret-rotate
 */
public record SecretSettings(@Nullable String label, @Nullable String description, @Nullable Instant expiry,
		@Nullable SecretRotation rotation) {

	private static final SecretSettings NONE = new SecretSettings(null, null, null, null);

	/**
	 * Settings that say nothing.
	 * @return the settings
	 */
	public static SecretSettings none() {
		return NONE;
	}

	/**
	 * The settings with a label.
	 * @param label the name by which the charm finds the secret again; no other secret of
	 * the same owner may have it
	 * @return new settings
	 */
	public SecretSettings withLabel(String label) {
		return new SecretSettings(label, this.description, this.expiry, this.rotation);
	}

	/**
	 * The settings with a description.
	 * @param description a text for people, which is no secret
	 * @return new settings
	 */
	public SecretSettings withDescription(String description) {
		return new SecretSettings(this.label, description, this.expiry, this.rotation);
	}

	/**
	 * The settings with a point in time at which the latest revision expires.
	 * @param expiry the point in time
	 * @return new settings
	 */
	public SecretSettings withExpiry(Instant expiry) {
		return new SecretSettings(this.label, this.description, expiry, this.rotation);
	}

	/**
	 * The settings with a time from now after which the latest revision expires.
	 * @param duration the time
	 * @return new settings
	 */
	public SecretSettings withExpiry(Duration duration) {
		return withExpiry(Instant.now().plus(duration));
	}

	/**
	 * The settings with a rotation.
	 * @param rotation how often Juju asks for a new revision
	 * @return new settings
	 */
	public SecretSettings withRotation(SecretRotation rotation) {
		return new SecretSettings(this.label, this.description, this.expiry, rotation);
	}

	/**
	 * These settings, and what they do not say from what a secret has.
	 * @param info what the secret has
	 * @return new settings
	 */
	public SecretSettings orElse(SecretInfo info) {
		return new SecretSettings((this.label != null) ? this.label : info.label(),
				(this.description != null) ? this.description : info.description(),
				(this.expiry != null) ? this.expiry : info.expiry(),
				(this.rotation != null) ? this.rotation : info.rotation());
	}

}
