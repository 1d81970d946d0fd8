package io.opsframework.charm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * The plain trees of a charm's YAML files, kept as JSON when the charm is packed: to read
 * YAML costs a JVM that lives for one hook more than many a hook. Each tree stands beside
 * the checksum of its YAML, and is not used for another one.
 *
 * @param trees the entries by the names of the YAML files
 */
record ParsedFiles(Map<String, Object> trees) {

	private static final String LOCATION = "app/metadata.json";

	private static final String CHECKSUM = "checksum";

	private static final String TREE = "tree";

	@SuppressWarnings("unchecked")
	static ParsedFiles in(Path charmDirectory) {
		Path file = charmDirectory.resolve(LOCATION);
		try {
			if (Files.exists(file) && Json.parse(Files.readString(file)) instanceof Map<?, ?> trees) {
				return new ParsedFiles((Map<String, Object>) trees);
			}
		}
		catch (IOException | JsonException ex) {
			// The YAML says it all.
		}
		return new ParsedFiles(Map.of());
	}

	/**
	 * The tree of a file.
	 * @param name the file's name
	 * @param yaml its content
	 * @return the file, which does not know its lines, or {@code null} if there is no
	 * tree of this content
	 */
	@Nullable YamlFile find(String name, byte[] yaml) {
		if (this.trees.get(name) instanceof Map<?, ?> entry && checksum(yaml).equals(entry.get(CHECKSUM))) {
			return new YamlFile(name, Map.of(), entry.get(TREE), null, null);
		}
		return null;
	}

	static void write(Path charmDirectory, Map<String, YamlFile> files) throws IOException {
		Map<String, Object> trees = new LinkedHashMap<>();
		for (Map.Entry<String, YamlFile> file : files.entrySet()) {
			Map<String, Object> entry = new LinkedHashMap<>();
			entry.put(CHECKSUM, checksum(Files.readAllBytes(charmDirectory.resolve(file.getKey()))));
			entry.put(TREE, file.getValue().root().value());
			trees.put(file.getKey(), entry);
		}
		Files.writeString(charmDirectory.resolve(LOCATION), Json.write(trees));
	}

	private static String checksum(byte[] content) {
		CRC32 checksum = new CRC32();
		checksum.update(content);
		return content.length + "-" + Long.toHexString(checksum.getValue());
	}

}
