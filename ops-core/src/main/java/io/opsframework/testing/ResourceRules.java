package io.opsframework.testing;

import java.util.Set;

/**
 * The consistency rules about resources.
 */
final class ResourceRules {

	private ResourceRules() {
	}

	// CC-01
	static void resourcesAreDeclared(ScenarioInput input, Violations violations) {
		Set<String> declared = input.metadata().resources().keySet();
		for (String resource : input.state().resources().keySet()) {
			if (!declared.contains(resource)) {
				violations.add(
						"The charm declares no resource '%s', only %s: declare it, or correct the name in the state",
						resource, declared);
			}
		}
	}

}
