package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Secret;

/**
 * Nobody reads this revision of a secret of this charm any more.
 *
 * @param secret the secret
 * @param revision the revision this is about
 */
public record SecretRemoveEvent(Secret secret, int revision) implements SecretEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.SECRET_REMOVE;
	}

	/**
	 * Remove the revision ({@code secret-remove}). The framework does it after the
	 * listeners, unless told by {@code ops.secrets.prune}, or while a listener has
	 * deferred the event.
	 */
	public void removeRevision() {
		this.secret.removeRevision(this.revision);
	}

}
