package io.opsframework.testing;

import java.util.Set;

/**
 * The consistency rules about networks.
 */
final class NetworkRules {

	private NetworkRules() {
	}

	// CC-28
	static void bindingsAreDeclared(ScenarioInput input, Violations violations) {
		Set<String> declared = input.metadata().bindings();
		for (String binding : input.state().networks().keySet()) {
			if (!declared.contains(binding)) {
				violations.add(
						"The charm declares no endpoint or extra binding '%s', only %s: correct the network's name",
						binding, declared);
			}
		}
	}

}
