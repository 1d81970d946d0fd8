package io.opsframework.pack;

import java.util.List;
import java.util.regex.Pattern;

import io.opsframework.charm.YamlValue;

/**
 * What charmcraft asks of a {@code charmcraft.yaml}, beyond what becomes the charm's
 * metadata, configuration and actions.
 */
final class CharmcraftRules {

	private static final List<String> KEYS = List.of("type", "name", "title", "summary", "description", "base",
			"build-base", "platforms", "bases", "parts", "adopt-info", "package-repositories", "extensions", "analysis",
			"charm-libs", "charmhub", "links", "config", "actions", "assumes", "charm-user", "containers", "resources",
			"storage", "devices", "requires", "provides", "peers", "extra-bindings", "subordinate", "terms", "version");

	private static final Pattern LIBRARY = Pattern.compile("[a-z][a-z0-9_-]+\\.[a-z][a-z0-9_]+");

	private static final Pattern LIBRARY_VERSION = Pattern.compile("\\d+(\\.\\d+)?");

	private final YamlValue charmcraft;

	CharmcraftRules(YamlValue charmcraft) {
		this.charmcraft = charmcraft;
	}

	/**
	 * Check which keys there are at the top. Comes before the values: those of a key that
	 * has no place in this file do not matter.
	 */
	void checkKeys() {
		this.charmcraft.allowOnly(KEYS);
		if (this.charmcraft.get("extensions").isPresent()) {
			throw this.charmcraft.get("extensions")
				.problem("'extensions' are expanded by charmcraft only: "
						+ "write out what 'charmcraft expand-extensions' shows");
		}
	}

	void checkValues() {
		this.charmcraft.get("type").requireText(Pattern.compile("charm"), "'charm'");
		checkParts();
		this.charmcraft.get("adopt-info").text();
		this.charmcraft.get("package-repositories").elements().forEach(YamlValue::entries);
		this.charmcraft.get("charmhub").entries();
		checkAnalysis(this.charmcraft.get("analysis"));
		this.charmcraft.get("charm-libs").elements().forEach(CharmcraftRules::checkLibrary);
	}

	/**
	 * Refuse a value that is not there.
	 * @param value the value
	 * @param what what it must be
	 */
	static void require(YamlValue value, String what) {
		if (!value.isPresent()) {
			throw value.mustBe(what);
		}
	}

	// Of a charm for bases, charmcraft makes one part itself.
	private void checkParts() {
		YamlValue parts = this.charmcraft.get("parts");
		if (this.charmcraft.get("platforms").isPresent()) {
			require(parts, "a mapping");
		}
		for (YamlValue part : parts.entries().values()) {
			require(part, "a mapping");
			part.entries();
		}
	}

	private static void checkAnalysis(YamlValue analysis) {
		analysis.allowOnly(List.of("ignore"));
		YamlValue ignored = analysis.get("ignore");
		ignored.allowOnly(List.of("attributes", "linters"));
		ignored.entries().values().forEach(YamlValue::texts);
	}

	private static void checkLibrary(YamlValue library) {
		library.allowOnly(List.of("lib", "version"));
		library.get("lib").requireText(LIBRARY, "a charm's name and a library's, such as 'my-charm.my_library'");
		library.get("version").requireText(LIBRARY_VERSION, "a version in quotes, such as '1' or '1.2'");
	}

}
