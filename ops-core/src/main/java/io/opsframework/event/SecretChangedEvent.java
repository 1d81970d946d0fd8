package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Secret;

/**
 * A secret that this unit reads has a newer revision.
 *
 * @param secret the secret
 */
public record SecretChangedEvent(Secret secret) implements SecretEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.SECRET_CHANGED;
	}

}
