package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Storage;

/**
 * A storage instance is there to be used.
 *
 * @param storage the storage instance
 */
public record StorageAttachedEvent(Storage storage) implements StorageEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.STORAGE_ATTACHED;
	}

}
