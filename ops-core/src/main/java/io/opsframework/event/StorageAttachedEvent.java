package io.opsframework.event;

import java.nio.file.Path;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.StorageId;
import org.jspecify.annotations.Nullable;

/**
 * A storage instance is there to be used.
 *
 * @param storage the storage instance
 * @param location the mount point or device, if Juju told it
 */
public record StorageAttachedEvent(StorageId storage, @Nullable Path location) implements StorageEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.STORAGE_ATTACHED;
	}

}
