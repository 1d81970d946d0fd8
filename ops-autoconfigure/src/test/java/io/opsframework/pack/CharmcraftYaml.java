package io.opsframework.pack;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.opsframework.charm.CharmSources;
import io.opsframework.charm.YamlFile;

/**
 * A small {@code charmcraft.yaml} that tests add to.
 */
final class CharmcraftYaml {

	static final String MINIMAL = """
			type: charm
			name: greeter
			summary: Greets.
			description: Greets whoever asks.
			base: ubuntu@24.04
			platforms:
			  amd64:
			parts:
			  app:
			    plugin: dump
			""";

	/**
	 * The same charm, whose metadata is in a file of its own.
	 */
	static final String WITHOUT_METADATA = """
			type: charm
			bases:
			  - name: ubuntu
			    channel: '22.04'
			""";

	/**
	 * The {@code metadata.yaml} that belongs to it.
	 */
	static final String METADATA = """
			# Who greets.
			name:   greeter
			summary: Greets.
			description: Greets whoever asks.
			tags: [fun]
			requires: {db: mysql}
			""";

	private CharmcraftYaml() {
	}

	static CharmcraftFile parse(String content) {
		return parse(content, Map.of());
	}

	static CharmcraftFile parse(String content, Map<String, String> beside) {
		Map<String, YamlFile> files = new HashMap<>();
		beside.forEach((name, text) -> files.put(name, file(name, text)));
		return CharmcraftFile.of(new CharmSources(file(CharmcraftFile.NAME, content), files));
	}

	private static YamlFile file(String name, String content) {
		return YamlFile.read(name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
	}

	static CharmcraftFile minimalAnd(String content) {
		return parse(MINIMAL + content);
	}

}
