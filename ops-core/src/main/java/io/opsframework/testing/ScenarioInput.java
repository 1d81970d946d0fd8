package io.opsframework.testing;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.juju.UnitName;

/**
 * An event in a state, and the unit that it is for.
 *
 * @param metadata what the charm declares
 * @param unit the unit as which the charm runs
 * @param event the event
 * @param state the state before it
 */
record ScenarioInput(CharmMetadata metadata, UnitName unit, SimulatedEvent event, State state) {
}
