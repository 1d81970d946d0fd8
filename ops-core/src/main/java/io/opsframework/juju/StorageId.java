package io.opsframework.juju;

import java.util.Objects;

/**
 * The id of a storage instance: {@code data/0}.
 *
 * @param storage the storage's name in the charm's metadata
 * @param index the instance's number, never negative
 */
public record StorageId(String storage, int index) implements Comparable<StorageId> {

	public StorageId {
		Objects.requireNonNull(storage, "storage");
		if (storage.isEmpty() || index < 0) {
			throw new IllegalArgumentException("'%s/%d' is not a storage id".formatted(storage, index));
		}
	}

	/**
	 * Read a storage id.
	 * @param text an id such as {@code data/0}
	 * @return the id
	 * @throws IllegalArgumentException if the text is not a storage, a slash and a number
	 */
	public static StorageId of(String text) {
		return NumberedName.parse(text, '/', StorageId::new, "a storage id such as 'data/0'");
	}

	@Override
	public int compareTo(StorageId other) {
		int byStorage = this.storage.compareTo(other.storage);
		return (byStorage != 0) ? byStorage : Integer.compare(this.index, other.index);
	}

	@Override
	public String toString() {
		return this.storage + "/" + this.index;
	}

}
