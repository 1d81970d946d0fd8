package io.opsframework.event;

import io.opsframework.juju.HookKind;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a secret of this charm has expired.
 *
 * @param secretId the secret's id
 * @param label the secret's label, if it has one
 * @param revision the revision this is about
 */
public record SecretExpiredEvent(String secretId, @Nullable String label, int revision) implements SecretEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.SECRET_EXPIRED;
	}

}
