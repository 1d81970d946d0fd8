package io.opsframework.charm;

import java.util.Locale;

/**
 * The type of a storage.
 */
public enum StorageType {

	/** A mounted directory. */
	FILESYSTEM,

	/** A block device. */
	BLOCK;

	/**
	 * The name that Juju has for it.
	 * @return {@code filesystem} or {@code block}
	 */
	public String jujuName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
