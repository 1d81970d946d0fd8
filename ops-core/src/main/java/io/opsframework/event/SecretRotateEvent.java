package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Secret;

/**
 * A secret of this charm is to be rotated.
 *
 * @param secret the secret
 */
public record SecretRotateEvent(Secret secret) implements SecretEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.SECRET_ROTATE;
	}

}
