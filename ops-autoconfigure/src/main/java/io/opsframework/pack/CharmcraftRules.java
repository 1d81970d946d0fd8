package io.opsframework.pack;

import java.util.List;
import java.util.regex.Pattern;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.RelationRole;
import io.opsframework.charm.RelationScope;
import io.opsframework.charm.ResourceMetadata;
import io.opsframework.charm.ResourceType;
import io.opsframework.charm.YamlValue;

/**
 * What a {@code charmcraft.yaml} must keep to be packed, beyond the rules for each value,
 * which {@link CharmMetadata} has: no key that charmcraft refuses, and nothing missing
 * without which charmcraft or Juju refuses the charm.
 */
final class CharmcraftRules {

	private static final List<String> KEYS = List.of("type", "name", "title", "summary", "description", "base",
			"build-base", "platforms", "bases", "parts", "adopt-info", "package-repositories", "extensions", "analysis",
			"charm-libs", "charmhub", "links", "config", "actions", "assumes", "charm-user", "containers", "resources",
			"storage", "devices", "requires", "provides", "peers", "extra-bindings", "subordinate", "terms");

	private final YamlValue charmcraft;

	private final CharmMetadata metadata;

	CharmcraftRules(YamlValue charmcraft, CharmMetadata metadata) {
		this.charmcraft = charmcraft;
		this.metadata = metadata;
	}

	/**
	 * Check which keys there are at the top. Comes before the values: those of a key that
	 * has no place in this file do not matter.
	 * @param charmcraft the content of the {@code charmcraft.yaml}
	 */
	static void checkKeys(YamlValue charmcraft) {
		charmcraft.allowOnly(KEYS);
		if (charmcraft.get("extensions").isPresent()) {
			throw charmcraft.get("extensions")
				.problem("'extensions' are expanded by charmcraft only: "
						+ "write out what 'charmcraft expand-extensions' shows");
		}
	}

	void check() {
		this.charmcraft.get("type").requireText(Pattern.compile("charm"), "'charm'");
		require(this.charmcraft.get("summary"), "a text");
		require(this.charmcraft.get("description"), "a text");
		checkParts();
		checkMappings(this.charmcraft.get("devices"));
		this.charmcraft.get("containers").entries().values().forEach(this::checkImage);
		this.charmcraft.get("resources").entries().values().forEach(this::checkFilename);
		checkSubordinate(this.charmcraft.get("subordinate"));
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
		checkMappings(parts);
	}

	private static void checkMappings(YamlValue mappings) {
		for (YamlValue mapping : mappings.entries().values()) {
			require(mapping, "a mapping");
			mapping.entries();
		}
	}

	private void checkImage(YamlValue container) {
		YamlValue image = container.get("resource");
		ResourceMetadata resource = this.metadata.resources().get(image.text());
		if (image.isPresent() && (resource == null || resource.type() != ResourceType.OCI_IMAGE)) {
			throw image.mustBe("the name of a resource of type oci-image");
		}
	}

	private void checkFilename(YamlValue resource) {
		if (this.metadata.resources().get(resource.key()).type() == ResourceType.FILE) {
			require(resource.get("filename"), "a file's name");
		}
	}

	private void checkSubordinate(YamlValue subordinate) {
		if (this.metadata.isSubordinate() && this.metadata.relations()
			.values()
			.stream()
			.noneMatch((endpoint) -> endpoint.role() == RelationRole.REQUIRES
					&& endpoint.scope() == RelationScope.CONTAINER)) {
			throw subordinate.problem("'subordinate' needs an endpoint below 'requires' with 'scope: container'");
		}
	}

}
