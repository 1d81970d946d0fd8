package io.opsframework.charm;

import org.jspecify.annotations.Nullable;

/**
 * A resource that comes with the charm or is given at its deployment.
 *
 * @param name the resource's name
 * @param type its type
 * @param filename the name under which Juju keeps a file; {@code null} for images
 * @param description what the resource is; empty where the charm does not say
 */
public record ResourceMetadata(String name, ResourceType type, @Nullable String filename, String description) {

	static ResourceMetadata read(Declaration.Named named) {
		return new ResourceMetadata(named.name(), named.get("type").choice(ResourceType.class, ResourceType.FILE),
				named.get("filename").text(), named.get("description").text(""));
	}

}
