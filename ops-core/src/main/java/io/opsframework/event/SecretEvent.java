package io.opsframework.event;

import org.jspecify.annotations.Nullable;

/**
 * Something happened to a secret.
 */
public sealed interface SecretEvent extends JujuEvent
		permits SecretChangedEvent, SecretRotateEvent, SecretExpiredEvent, SecretRemoveEvent {

	/**
	 * The secret's id.
	 * @return the id, {@code secret:...}
	 */
	String secretId();

	/**
	 * The label this unit gave the secret.
	 * @return the label, or {@code null} if it has none
	 */
	@Nullable String label();

}
