package io.opsframework.charm;

import java.util.regex.Pattern;

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

	private static final Pattern FILENAME = Pattern.compile("[^/]+");

	static ResourceMetadata read(YamlValue resource) {
		return new ResourceMetadata(resource.key(), resource.get("type").choice(ResourceType.class, ResourceType.FILE),
				readFilename(resource.get("filename")), resource.get("description").text(""));
	}

	private static @Nullable String readFilename(YamlValue filename) {
		return filename.isPresent() ? filename.requireText(FILENAME, "a file's name without '/'") : null;
	}

}
