package io.opsframework.event;

import io.opsframework.model.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a secret.
 */
public sealed interface SecretEvent extends JujuEvent
		permits SecretChangedEvent, SecretRotateEvent, SecretExpiredEvent, SecretRemoveEvent {

	/**
	 * The secret. Juju is not asked yet.
	 * @return the secret
	 */
	Secret secret();

	/**
	 * The secret's label: for its owner the owner's, else the one that this unit gave it.
	 * @return the label, or {@code null} if it has none
	 */
	default @Nullable String label() {
		return secret().label();
	}

}
