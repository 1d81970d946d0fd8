package io.opsframework.charm;

/**
 * The type of a resource.
 */
public enum ResourceType {

	/** A file. */
	FILE,

	/** An image for a container. */
	OCI_IMAGE

}
