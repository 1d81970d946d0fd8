package io.opsframework.pack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.YamlFile;

/**
 * A {@code charmcraft.yaml}, the one file in which an author declares a charm. It keeps
 * charmcraft's and Juju's rules.
 *
 * @param content the file's content
 * @param metadata what it declares
 * @param platforms what it is packed for
 */
record CharmcraftFile(YamlFile content, CharmMetadata metadata, List<CharmPlatform> platforms) {

	static final String NAME = "charmcraft.yaml";

	static CharmcraftFile read(URL location) throws IOException {
		try (InputStream yaml = location.openStream()) {
			return read(yaml);
		}
	}

	static CharmcraftFile read(InputStream yaml) {
		YamlFile content = YamlFile.read(NAME, yaml);
		CharmcraftRules.checkKeys(content.root());
		CharmMetadata metadata = CharmMetadata.fromCharmcraft(content);
		new CharmcraftRules(content.root(), metadata).check();
		return new CharmcraftFile(content, metadata, CharmPlatform.readAll(content.root()));
	}

}
