package io.opsframework.testing;

import java.util.Set;

import io.opsframework.juju.JujuVariable;

/**
 * The consistency rules about containers.
 */
final class ContainerRules {

	private ContainerRules() {
	}

	// CC-42
	static void containersAreDeclared(ScenarioInput input, Violations violations) {
		Set<String> declared = input.metadata().containers().keySet();
		for (ContainerState container : input.state().containers()) {
			if (!declared.contains(container.name())) {
				violations.add(
						"The charm declares no container '%s', only %s: declare it, or correct the name in the state",
						container.name(), declared);
			}
		}
	}

	// CC-38
	static void containerOfEventIsDeclared(ScenarioInput input, Violations violations) {
		Set<String> declared = input.metadata().containers().keySet();
		String container = input.event().variable(JujuVariable.JUJU_WORKLOAD_NAME);
		if (container != null && !declared.contains(container)) {
			violations.add("The event is about container '%s', and the charm declares only %s: correct the name",
					container, declared);
		}
	}

}
