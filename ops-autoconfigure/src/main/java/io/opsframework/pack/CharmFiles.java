package io.opsframework.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The files that Juju reads, split from a {@code charmcraft.yaml} as
 * {@code charmcraft pack} does it. A file that the author has beside it is copied.
 */
final class CharmFiles {

	/**
	 * What the metadata has from the file as it stands there, in the order of writing.
	 */
	private static final List<String> COPIED = List.of("subordinate", "assumes", "charm-user", "containers",
			"resources", "storage", "devices", "requires", "provides", "peers", "extra-bindings", "terms");

	/**
	 * What charmcraft finds in a charm that is not Python's.
	 */
	private static final List<Map<String, Object>> ATTRIBUTES = Stream.of("language", "framework")
		.map((name) -> attribute(name, "unknown"))
		.toList();

	private CharmFiles() {
	}

	/**
	 * Split a file.
	 * @param charmcraft the file
	 * @param base what the charm is packed for
	 * @return the contents by file name; without {@code config.yaml} where the charm has
	 * no options, and without {@code actions.yaml} where it has no actions
	 */
	static Map<String, String> split(CharmcraftFile charmcraft, ManifestBase base) {
		CharmMetadata declared = charmcraft.metadata();
		Node content = charmcraft.sources().charmcraft().node();
		Map<String, String> files = new LinkedHashMap<>();
		files.put("metadata.yaml", metadata(content).toString());
		if (!declared.options().isEmpty()) {
			files.put("config.yaml", new YamlWriter().copy("options", YamlWriter.find("config", content)).toString());
		}
		if (!declared.actions().isEmpty()) {
			files.put("actions.yaml", new YamlWriter().copyAll(YamlWriter.find("actions", content)).toString());
		}
		// Juju refuses a config.yaml that is there and empty.
		charmcraft.sources().beside().forEach((name, file) -> files.computeIfPresent(name, (any, made) -> file.text()));
		files.put("manifest.yaml", manifest(base).toString());
		return files;
	}

	private static YamlWriter metadata(@Nullable Node content) {
		Node links = YamlWriter.find("links", content);
		YamlWriter metadata = new YamlWriter();
		metadata.copy("name", content);
		metadata.copy("title", content, "display-name");
		metadata.copy("summary", content);
		metadata.copy("description", content);
		metadata.copy("documentation", links, "docs");
		metadata.copyAsList("contact", links, "maintainers");
		for (String link : List.of("issues", "source", "website")) {
			metadata.copy(link, links);
		}
		COPIED.forEach((key) -> metadata.copy(key, content));
		return metadata;
	}

	private static YamlWriter manifest(ManifestBase base) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("name", base.name());
		entry.put("channel", base.channel());
		if (!base.architectures().isEmpty()) {
			entry.put("architectures", base.architectures());
		}
		// What Juju and Charmhub read: the rest is about charmcraft, which had no part in
		// it.
		return new YamlWriter().put("bases", List.of(entry)).put("analysis", Map.of("attributes", ATTRIBUTES));
	}

	private static Map<String, Object> attribute(String name, String result) {
		Map<String, Object> attribute = new LinkedHashMap<>();
		attribute.put("name", name);
		attribute.put("result", result);
		return attribute;
	}

}
