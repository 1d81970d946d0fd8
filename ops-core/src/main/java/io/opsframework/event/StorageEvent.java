package io.opsframework.event;

import java.nio.file.Path;

import io.opsframework.juju.StorageId;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a storage instance.
 */
public sealed interface StorageEvent extends JujuEvent, Deferrable permits StorageAttachedEvent, StorageDetachingEvent {

	/**
	 * The storage instance.
	 * @return the instance's id
	 */
	StorageId storage();

	/**
	 * Where the storage is mounted, or its device.
	 * @return the path, or {@code null} where Juju did not tell it
	 */
	@Nullable Path location();

	@Override
	default String hookName() {
		return hookKind().hookName(storage().storage());
	}

}
