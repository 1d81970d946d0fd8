package io.opsframework.pack;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.CharmSources;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;

/**
 * A {@code charmcraft.yaml}, with the files beside it in which an author can declare a
 * part of the charm instead. It keeps charmcraft's and Juju's rules.
 *
 * @param sources the files
 * @param metadata what they declare
 * @param platforms what it is packed for
 */
record CharmcraftFile(CharmSources sources, CharmMetadata metadata, List<CharmPlatform> platforms) {

	static final String NAME = "charmcraft.yaml";

	static CharmcraftFile read(Path file) throws IOException {
		return read(new FileSystemResource(file));
	}

	static CharmcraftFile read(URL location) throws IOException {
		return read(new UrlResource(location));
	}

	private static CharmcraftFile read(Resource file) throws IOException {
		return of(CharmSources.read((name) -> {
			Resource found = file.createRelative(name);
			return found.exists() ? found.getInputStream() : null;
		}));
	}

	static CharmcraftFile of(CharmSources sources) {
		CharmcraftRules rules = new CharmcraftRules(sources.charmcraft().root());
		rules.checkKeys();
		CharmMetadata metadata = CharmMetadata.fromSources(sources);
		rules.checkValues();
		new MetadataRules(sources.metadata(), metadata).check();
		ActionRules.check(sources.actions());
		return new CharmcraftFile(sources, metadata, CharmPlatform.readAll(sources.charmcraft().root()));
	}

}
