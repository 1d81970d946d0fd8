package io.opsframework.pack;

import java.util.List;

import io.opsframework.charm.YamlValue;

/**
 * What Juju asks of the schemas of an action's parameters.
 */
final class ActionRules {

	private static final List<String> REFUSED = List.of("$ref", "$schema");

	private ActionRules() {
	}

	static void check(YamlValue actions) {
		actions.entries().values().forEach(ActionRules::checkSchema);
	}

	private static void checkSchema(YamlValue value) {
		if (value.isList()) {
			value.elements().forEach(ActionRules::checkSchema);
		}
		else if (value.isMapping()) {
			value.entries().values().forEach(ActionRules::checkEntry);
		}
	}

	private static void checkEntry(YamlValue entry) {
		if (REFUSED.contains(entry.key())) {
			throw entry
				.problem("'%s' has no place here: Juju takes no references between schemas".formatted(entry.path()));
		}
		checkSchema(entry);
	}

}
