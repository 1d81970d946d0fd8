package io.opsframework.event;

import io.opsframework.juju.HookKind;
import org.jspecify.annotations.Nullable;

/**
 * A secret that this unit reads has a newer revision.
 *
 * @param secretId the secret's id
 * @param label the secret's label, if it has one
 */
public record SecretChangedEvent(String secretId, @Nullable String label) implements SecretEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.SECRET_CHANGED;
	}

}
