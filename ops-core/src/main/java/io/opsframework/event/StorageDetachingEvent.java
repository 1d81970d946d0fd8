package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Storage;

/**
 * A storage instance is about to go. It is there until this hook has succeeded.
 *
 * @param storage the storage instance
 */
public record StorageDetachingEvent(Storage storage) implements StorageEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.STORAGE_DETACHING;
	}

}
