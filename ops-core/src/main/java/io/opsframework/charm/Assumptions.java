package io.opsframework.charm;

import java.util.List;
import java.util.Map;

/**
 * Reads what a charm assumes, which nests.
 */
final class Assumptions {

	private Assumptions() {
	}

	static List<Assumption> readAll(Declaration declaration) {
		return declaration.elements().stream().map(Assumptions::read).toList();
	}

	private static Assumption read(Declaration declaration) {
		if (declaration.value() instanceof String expression && !expression.isEmpty()) {
			return new Assumption.Feature(expression);
		}
		if (declaration.value() instanceof Map<?, ?> map && map.size() == 1) {
			if (map.containsKey("any-of")) {
				return new Assumption.AnyOf(readAll(declaration.get("any-of")));
			}
			if (map.containsKey("all-of")) {
				return new Assumption.AllOf(readAll(declaration.get("all-of")));
			}
		}
		throw declaration.mustBe("a feature such as 'juju >= 3.5', or a mapping with 'any-of' or 'all-of'");
	}

}
