package io.opsframework.pack;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

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

	private CharmcraftYaml() {
	}

	static CharmcraftFile parse(String content) {
		return CharmcraftFile.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
	}

	static CharmcraftFile minimalAnd(String content) {
		return parse(MINIMAL + content);
	}

}
