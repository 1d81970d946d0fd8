package io.opsframework.event;

import java.nio.file.Path;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.StorageId;
import org.jspecify.annotations.Nullable;

/**
 * A storage instance is about to go.
 *
 * @param storage the storage instance
 * @param location the mount point or device, if Juju told it
 */
public record StorageDetachingEvent(StorageId storage, @Nullable Path location) implements StorageEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.STORAGE_DETACHING;
	}

}
