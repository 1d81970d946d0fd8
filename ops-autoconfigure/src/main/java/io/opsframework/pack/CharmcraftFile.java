package io.opsframework.pack;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A {@code charmcraft.yaml}, the one file in which an author declares a charm.
 *
 * @param content the file's content, which keeps charmcraft's and Juju's rules
 */
record CharmcraftFile(YamlValue content) {

	static final String NAME = "charmcraft.yaml";

	CharmcraftFile {
		CharmcraftRules.charmcraft().check(content);
		checkBuild(content);
		checkEndpoints(content);
		content.entriesOf("containers").values().forEach((container) -> checkImage(content, container));
		content.entriesOf("resources").values().forEach(CharmcraftFile::checkFilename);
	}

	static CharmcraftFile read(URL location) throws IOException {
		try (Reader reader = new InputStreamReader(location.openStream(), StandardCharsets.UTF_8)) {
			return read(reader);
		}
	}

	static CharmcraftFile read(Reader reader) {
		return new CharmcraftFile(YamlValue.read(NAME, reader));
	}

	/**
	 * Charms are built for platforms; those for bases up to 22.04 may list bases instead.
	 */
	private static void checkBuild(YamlValue content) {
		YamlValue platforms = content.find("platforms");
		if ((platforms != null) == (content.find("bases") != null)) {
			throw content.invalid("expected either 'platforms' (with 'base') or 'bases'");
		}
		if (platforms != null) {
			require(content, "parts");
			if (content.find("base") == null && !platforms.entries().keySet().stream().allMatch(Base::isIn)) {
				throw content.invalid("'base' is missing, such as 'base: ubuntu@24.04'");
			}
		}
		if (Base.listOf(content).isEmpty()) {
			throw content.invalid("expected at least one entry in 'platforms', such as 'amd64:', or in 'bases'");
		}
	}

	private static void require(YamlValue content, String key) {
		if (content.find(key) == null) {
			throw content.invalid("'%s' is missing".formatted(key));
		}
	}

	private static void checkEndpoints(YamlValue content) {
		Set<String> names = new HashSet<>();
		boolean container = false;
		for (String role : List.of("requires", "provides", "peers")) {
			for (Map.Entry<String, YamlValue> endpoint : content.entriesOf(role).entrySet()) {
				if (!names.add(endpoint.getKey())) {
					throw endpoint.getValue()
						.invalid("'%s' names an endpoint that is declared above".formatted(endpoint.getValue().path()));
				}
				container |= role.equals("requires") && isContainerScoped(endpoint.getValue());
			}
		}
		YamlValue subordinate = content.find("subordinate");
		if (subordinate != null && subordinate.isTrue() && !container) {
			throw subordinate.invalid("a subordinate requires an endpoint with 'scope: container'");
		}
	}

	private static boolean isContainerScoped(YamlValue endpoint) {
		YamlValue scope = endpoint.find("scope");
		return scope != null && scope.text().equals("container");
	}

	private static void checkImage(YamlValue content, YamlValue container) {
		YamlValue name = container.find("resource");
		if (name != null) {
			YamlValue resource = content.entriesOf("resources").get(name.text());
			YamlValue type = (resource != null) ? resource.find("type") : null;
			if (type == null || !type.text().equals("oci-image")) {
				throw name.unexpected("a resource of type oci-image");
			}
		}
	}

	private static void checkFilename(YamlValue resource) {
		YamlValue type = resource.find("type");
		if ((type == null || type.text().equals("file")) && resource.find("filename") == null) {
			throw resource.invalid("'%s' is missing".formatted(resource.pathOf("filename")));
		}
	}

	String name() {
		return this.content.entries().get("name").text();
	}

}
