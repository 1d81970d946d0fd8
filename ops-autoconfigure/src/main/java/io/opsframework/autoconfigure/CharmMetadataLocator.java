package io.opsframework.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.CharmSources;
import io.opsframework.juju.JujuContext;

import org.springframework.core.env.Environment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Finds what the charm declares: in the charm directory that Juju names, then under
 * {@code META-INF/charm} on the class path, then in the directory of a property.
 */
final class CharmMetadataLocator {

	private static final String CHARMCRAFT = "charmcraft.yaml";

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	CharmMetadataLocator(Environment environment, ResourceLoader resourceLoader) {
		this.environment = environment;
		this.resourceLoader = resourceLoader;
	}

	CharmMetadata load() {
		if (JujuEnvironment.isHook(this.environment)) {
			return CharmMetadata.load(JujuContext.of(JujuEnvironment.variables(this.environment)).charmDirectory());
		}
		Resource resource = this.resourceLoader.getResource("classpath:META-INF/charm/" + CHARMCRAFT);
		if (resource.exists()) {
			return load(resource);
		}
		// Not as a Path: only the environment of a SpringApplication converts to that.
		String directory = this.environment.getProperty("ops.charm.directory");
		if (directory == null) {
			throw new CharmMetadataNotFoundException();
		}
		return load(Path.of(directory));
	}

	private static CharmMetadata load(Path directory) {
		Resource charmcraft = new FileSystemResource(directory.resolve(CHARMCRAFT));
		return charmcraft.exists() ? load(charmcraft) : CharmMetadata.load(directory);
	}

	private static CharmMetadata load(Resource charmcraft) {
		try {
			return CharmMetadata.fromSources(CharmSources.read((name) -> {
				Resource file = charmcraft.createRelative(name);
				return file.exists() ? file.getInputStream() : null;
			}));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(CHARMCRAFT + " cannot be read", ex);
		}
	}

}
