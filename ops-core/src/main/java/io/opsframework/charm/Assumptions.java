package io.opsframework.charm;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads what a charm assumes, which nests.
 */
final class Assumptions {

	private static final Pattern FEATURE = Pattern
		.compile("juju *(>=|<) *\\d+(\\.\\d+)*(-[a-z]+\\d+)?|[a-z][a-z0-9-]*[a-z0-9]( *(>=|<) *\\d+(\\.\\d+)*)?");

	private Assumptions() {
	}

	static List<Assumption> readAll(YamlValue assumptions) {
		return assumptions.elements().stream().map(Assumptions::read).toList();
	}

	private static Assumption read(YamlValue assumption) {
		if (assumption.value() instanceof String expression && FEATURE.matcher(expression).matches()) {
			return new Assumption.Feature(expression);
		}
		if (assumption.value() instanceof Map<?, ?> map && map.size() == 1) {
			if (map.containsKey("any-of")) {
				return new Assumption.AnyOf(readAll(assumption.get("any-of")));
			}
			if (map.containsKey("all-of")) {
				return new Assumption.AllOf(readAll(assumption.get("all-of")));
			}
		}
		throw assumption.mustBe("a feature such as k8s-api or 'juju >= 3.5', or a mapping with 'any-of' or 'all-of'");
	}

}
