package io.opsframework.charm;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The files in which an author declares a charm: {@code charmcraft.yaml}, and beside it
 * {@code metadata.yaml}, {@code config.yaml} and {@code actions.yaml} where the project
 * has them. A file that is there takes the place of the part of {@code charmcraft.yaml}
 * that it would be made of, and the charm gets it as it is.
 *
 * @param charmcraft the {@code charmcraft.yaml}
 * @param beside the files beside it, by their name
 */
public record CharmSources(YamlFile charmcraft, Map<String, YamlFile> beside) {

	private static final String CHARMCRAFT = "charmcraft.yaml";

	private static final String METADATA = "metadata.yaml";

	private static final String CONFIG = "config.yaml";

	private static final String ACTIONS = "actions.yaml";

	private static final Map<String, List<String>> REPLACED = Map.of(METADATA,
			List.of("name", "summary", "description", "subordinate", "assumes", "charm-user", "containers", "resources",
					"storage", "devices", "requires", "provides", "peers", "extra-bindings", "terms"),
			CONFIG, List.of("config"), ACTIONS, List.of("actions"));

	/**
	 * Make the sources of files.
	 * @throws CharmMetadataException if {@code charmcraft.yaml} has a key in whose place
	 * there is a file
	 */
	public CharmSources {
		beside = Map.copyOf(beside);
		beside.keySet().forEach((name) -> checkReplaced(charmcraft.root(), name));
	}

	/**
	 * Read the files.
	 * @param location where they are
	 * @return the files
	 * @throws IOException if there is no {@code charmcraft.yaml}, or a file cannot be
	 * read
	 * @throws CharmMetadataException if one is not YAML, or {@code charmcraft.yaml} has a
	 * key in whose place there is a file
	 */
	public static CharmSources read(Location location) throws IOException {
		Map<String, YamlFile> files = new LinkedHashMap<>();
		for (String name : List.of(CHARMCRAFT, METADATA, CONFIG, ACTIONS)) {
			try (InputStream yaml = location.open(name)) {
				if (yaml != null) {
					files.put(name, YamlFile.read(name, yaml));
				}
			}
		}
		YamlFile charmcraft = files.remove(CHARMCRAFT);
		if (charmcraft == null) {
			throw new FileNotFoundException(CHARMCRAFT);
		}
		return new CharmSources(charmcraft, files);
	}

	private static void checkReplaced(YamlValue charmcraft, String file) {
		for (String key : REPLACED.getOrDefault(file, List.of())) {
			if (charmcraft.entries().containsKey(key)) {
				throw charmcraft.get(key)
					.problem("'%s' has no place beside %s, which the charm gets as it is: declare it there only"
						.formatted(key, file));
			}
		}
	}

	/**
	 * What the charm's {@code metadata.yaml} says or is made of.
	 * @return the whole of a file
	 */
	public YamlValue metadata() {
		return this.beside.getOrDefault(METADATA, this.charmcraft).root();
	}

	/**
	 * The config options.
	 * @return the value below {@code options}, which can be absent
	 * @throws CharmMetadataException if the options do not stand below {@code options}
	 */
	public YamlValue options() {
		YamlFile file = this.beside.get(CONFIG);
		YamlValue config = (file != null) ? file.root() : this.charmcraft.root().get("config");
		// Other keys are ignored, but options that are not below this one would be as
		// well.
		if (!config.entries().isEmpty() && !config.entries().containsKey("options")) {
			throw config
				.problem("%s must have the options under 'options'".formatted(YamlValue.subject(config.path())));
		}
		return config.get("options");
	}

	/**
	 * The actions.
	 * @return the mapping of the actions by their name, which can be absent
	 */
	public YamlValue actions() {
		YamlFile file = this.beside.get(ACTIONS);
		return (file != null) ? file.root() : this.charmcraft.root().get("actions");
	}

	/**
	 * A directory, or what stands for one in a jar.
	 */
	@FunctionalInterface
	public interface Location {

		/**
		 * Open a file.
		 * @param name the file's name
		 * @return its content, to be closed; {@code null} if there is no such file
		 * @throws IOException if it cannot be opened
		 */
		@Nullable InputStream open(String name) throws IOException;

	}

}
