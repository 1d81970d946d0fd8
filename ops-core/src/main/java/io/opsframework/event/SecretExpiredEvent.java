package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Secret;

/**
 * A revision of a secret of this charm has expired.
 *
 * @param secret the secret
 * @param revision the revision this is about
 */
public record SecretExpiredEvent(Secret secret, int revision) implements SecretEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.SECRET_EXPIRED;
	}

	/**
	 * Remove the revision ({@code secret-remove}).
	 */
	public void removeRevision() {
		this.secret.removeRevision(this.revision);
	}

}
