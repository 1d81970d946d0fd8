package io.opsframework.charm;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * How what a charm declares can be named. Juju takes a charm with other names, and fails
 * when they are used: relations cannot be made, pods not be started.
 */
final class EntityNames {

	private static final Pattern ENDPOINT = Pattern.compile("[a-z][a-z0-9]*([_-][a-z0-9]+)*");

	private static final Pattern STORAGE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*");

	private static final Pattern CONTAINER = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

	private EntityNames() {
	}

	static void check(CharmMetadata metadata, YamlValue source) {
		for (RelationRole role : RelationRole.values()) {
			YamlValue endpoints = source.get(role.section());
			check(endpoints, endpoints.entries().keySet(), ENDPOINT,
					"an endpoint's has lower-case letters, digits and single dashes or underscores between them");
		}
		check(source.get("storage"), metadata.storages().keySet(), STORAGE,
				"a storage's has lower-case letters and digits, and single dashes between parts with a letter each");
		check(source.get("containers"), metadata.containers().keySet(), CONTAINER,
				"a container's has at most 63 lower-case letters, digits and dashes between them");
	}

	private static void check(YamlValue section, Set<String> names, Pattern pattern, String rule) {
		for (String name : names) {
			if (!pattern.matcher(name).matches()) {
				YamlValue entry = section.get(name);
				throw entry.problem("'%s' must have another name: %s".formatted(entry.path(), rule));
			}
		}
	}

}
