package io.opsframework.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.charm.CharmSources;
import io.opsframework.charm.YamlFile;
import io.opsframework.json.Json;

/**
 * What the charm's classes say of its options and actions where that differs from what
 * the author has declared, as it was found when the application was processed ahead of
 * time.
 *
 * @param options the changes that the options need, as a JSON merge patch
 * @param actions the changes that the actions need, as a JSON merge patch
 */
record DeclaredByCode(Map<?, ?> options, Map<?, ?> actions) {

	private static final String LOCATION = "META-INF/charm/declared.json";

	private static final String CONFIG = "config.yaml";

	private static final String ACTIONS = "actions.yaml";

	/**
	 * Read what an application says.
	 * @param application the application's classes
	 * @return what it says; empty if it was not processed ahead of time
	 * @throws IOException if it cannot be read
	 */
	static Optional<DeclaredByCode> read(ClassLoader application) throws IOException {
		try (InputStream json = application.getResourceAsStream(LOCATION)) {
			return (json != null) ? Optional.of(of(new String(json.readAllBytes(), StandardCharsets.UTF_8)))
					: Optional.empty();
		}
	}

	private static DeclaredByCode of(String json) {
		Map<?, ?> content = (Map<?, ?>) Json.parse(json);
		return new DeclaredByCode((Map<?, ?>) content.get("options"), (Map<?, ?>) content.get("actions"));
	}

	/**
	 * Show how the files have to change.
	 * @param charmcraft the files
	 * @return a unified diff, empty if the code and the files agree
	 */
	String diff(CharmcraftFile charmcraft) {
		StringBuilder diff = new StringBuilder();
		changed(charmcraft.sources())
			.forEach((name, text) -> diff.append(UnifiedDiff.of(name, file(charmcraft.sources(), name).text(), text)));
		return diff.toString();
	}

	/**
	 * Change the files so that they agree with the code. All else in them stays as it is.
	 * @param charmcraftYaml the {@code charmcraft.yaml}, with the other files beside it
	 * @throws IOException if a file cannot be read or written; it is then as it was
	 */
	void writeTo(Path charmcraftYaml) throws IOException {
		CharmSources sources = CharmcraftFile.read(charmcraftYaml).sources();
		for (Map.Entry<String, String> file : changed(sources).entrySet()) {
			Path target = file.getKey().equals(CharmcraftFile.NAME) ? charmcraftYaml
					: charmcraftYaml.resolveSibling(file.getKey());
			write(target.toRealPath(), file.getValue());
		}
	}

	private static void write(Path file, String text) throws IOException {
		Path written = Files.createTempFile(file.getParent(), "." + file.getFileName(), null);
		try {
			Files.writeString(written, text);
			Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(file));
			Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	private Map<String, String> changed(CharmSources sources) {
		Map<String, String> changed = new LinkedHashMap<>();
		if (sources.beside().containsKey(CONFIG)) {
			change(sources, CONFIG, List.of("options"), this.options, changed);
		}
		else {
			change(sources, CharmcraftFile.NAME, List.of("config", "options"), this.options, changed);
		}
		if (sources.beside().containsKey(ACTIONS)) {
			change(sources, ACTIONS, List.of(), this.actions, changed);
		}
		else {
			change(sources, CharmcraftFile.NAME, List.of("actions"), this.actions, changed);
		}
		return changed;
	}

	private static void change(CharmSources sources, String name, List<String> path, Map<?, ?> changes,
			Map<String, String> changed) {
		YamlFile file = file(sources, name);
		String before = changed.getOrDefault(name, file.text());
		String text = new YamlPatch(name, before).apply(path, changes);
		if (!text.equals(file.text())) {
			changed.put(name, text);
		}
	}

	private static YamlFile file(CharmSources sources, String name) {
		return sources.beside().getOrDefault(name, sources.charmcraft());
	}

}
