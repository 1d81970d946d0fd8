package io.opsframework.autoconfigure;

/**
 * Nowhere is said what the charm declares.
 */
final class CharmMetadataNotFoundException extends RuntimeException {

	CharmMetadataNotFoundException() {
		super("There is no charmcraft.yaml: Juju names no charm directory, the class path has no META-INF/charm/charmcraft.yaml, and ops.charm.directory is not set");
	}

}
