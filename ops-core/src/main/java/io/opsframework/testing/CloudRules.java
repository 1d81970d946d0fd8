package io.opsframework.testing;

import io.opsframework.juju.JujuVersion;
import io.opsframework.simulation.ModelIdentity;

/**
 * The consistency rules about the cloud.
 */
final class CloudRules {

	private CloudRules() {
	}

	// CC-47
	static void cloudIsToldByJuju(ScenarioInput input, Violations violations) {
		ModelIdentity model = input.state().model();
		if (input.state().cloudSpec() != null && input.isKubernetes()
				&& !JujuVersion.of(model.jujuVersion()).isAtLeast(3, 6, 10)) {
			violations.add(
					"Juju %s tells no charm on Kubernetes about its cloud: take 3.6.10 or later for the model, or none of its cloud",
					model.jujuVersion());
		}
	}

}
