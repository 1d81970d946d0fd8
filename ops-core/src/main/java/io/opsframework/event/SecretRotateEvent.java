package io.opsframework.event;

import io.opsframework.juju.HookKind;
import org.jspecify.annotations.Nullable;

/**
 * A secret of this charm is to be rotated.
 *
 * @param secretId the secret's id
 * @param label the secret's label, if it has one
 */
public record SecretRotateEvent(String secretId, @Nullable String label) implements SecretEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.SECRET_ROTATE;
	}

}
