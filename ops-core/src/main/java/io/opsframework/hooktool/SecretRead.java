package io.opsframework.hooktool;

/**
 * Which revision of a secret {@code secret-get} reads.
 */
public enum SecretRead {

	/** The one that this unit tracks: from its first read on the one it read then. */
	TRACKED,

	/** The latest, which this unit tracks from now on. */
	REFRESH,

	/** The latest, for once. */
	PEEK

}
