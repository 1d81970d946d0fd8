package io.opsframework.testing;

import io.opsframework.juju.Port;

/**
 * The consistency rules about ports.
 */
final class PortRules {

	private PortRules() {
	}

	static void portsDoNotOverlap(ScenarioInput input, Violations violations) {
		for (Port port : input.state().openedPorts()) {
			for (Port later : input.state().openedPorts().tailSet(port)) {
				if (!later.equals(port) && later.overlaps(port)) {
					violations.add("Ports %s and %s have numbers in common: Juju opens only one of them", port, later);
				}
			}
		}
	}

}
