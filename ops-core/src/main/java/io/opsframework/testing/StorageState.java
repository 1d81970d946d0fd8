package io.opsframework.testing;

import java.nio.file.Path;

import io.opsframework.juju.StorageId;

/**
 * A storage instance of the unit in a {@link State}.
 *
 * @param id its id
 * @param location where it is mounted, or its device
 */
public record StorageState(StorageId id, Path location) {

	/**
	 * A storage instance in a directory of Juju's, which is not there in a test.
	 * @param id the instance's id, {@code data/0}
	 * @return the storage instance
	 * @throws IllegalArgumentException if the id is no storage with a number
	 */
	public static StorageState of(String id) {
		return of(id, Path.of("/var/lib/juju/storage", id));
	}

	/**
	 * A storage instance.
	 * @param id the instance's id, {@code data/0}
	 * @param location where it is mounted, or its device
	 * @return the storage instance
	 * @throws IllegalArgumentException if the id is no storage with a number
	 */
	public static StorageState of(String id, Path location) {
		return new StorageState(StorageId.of(id), location);
	}

}
