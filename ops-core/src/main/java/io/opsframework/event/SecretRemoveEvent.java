package io.opsframework.event;

import io.opsframework.juju.HookKind;
import org.jspecify.annotations.Nullable;

/**
 * Nobody reads this revision of a secret of this charm any more.
 *
 * @param secretId the secret's id
 * @param label the secret's label, if it has one
 * @param revision the revision this is about
 */
public record SecretRemoveEvent(String secretId, @Nullable String label,
		int revision) implements SecretEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.SECRET_REMOVE;
	}

}
