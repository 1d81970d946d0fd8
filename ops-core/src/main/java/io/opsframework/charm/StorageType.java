package io.opsframework.charm;

/**
 * The type of a storage.
 */
public enum StorageType {

	/** A mounted directory. */
	FILESYSTEM,

	/** A block device. */
	BLOCK

}
