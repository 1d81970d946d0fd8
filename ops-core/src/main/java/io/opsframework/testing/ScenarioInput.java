package io.opsframework.testing;

import java.util.Set;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.ModelIdentity;

/**
 * An event in a state, and the unit that it is for.
 *
 * @param metadata what the charm declares
 * @param unit the unit as which the charm runs
 * @param listeners the ids of the charm's listeners
 * @param event the event
 * @param state the state before it
 */
record ScenarioInput(CharmMetadata metadata, UnitName unit, Set<String> listeners, SimulatedEvent event, State state) {

	boolean isKubernetes() {
		ModelIdentity.Type type = this.state.model().type();
		return (type != null) ? type == ModelIdentity.Type.KUBERNETES
				: CharmUnderTest.isMadeForKubernetes(this.metadata);
	}

}
