package io.opsframework.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.invocation.LastValidConfig;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Status;
import io.opsframework.simulation.JujuModel;
import io.opsframework.simulation.RecordedValue;
import io.opsframework.simulation.SimulatedRelation;
import io.opsframework.simulation.SimulatedStatus;

/**
 * Makes simulations from states, and states from simulations.
 */
final class StateConverter {

	private StateConverter() {
	}

	static Simulation toSimulation(State state, CharmUnderTest charm) {
		Simulation simulation = new Simulation(charm);
		fill(simulation.model(), state);
		state.relations().forEach((relation) -> addRelation(simulation.model(), relation));
		state.containers().forEach((container) -> simulation.setCanConnect(container.name(), container.canConnect()));
		simulation.setStored(stored(state));
		return simulation;
	}

	private static void fill(JujuModel model, State state) {
		state.config().forEach(model.config()::set);
		model.setLeader(state.leader());
		model.setIdentity(state.model());
		model.unitStatus().startWith(SimulatedStatus.of(state.unitStatus()));
		model.applicationStatus().startWith(SimulatedStatus.of(state.applicationStatus()));
		model.workloadVersion().startWith(state.workloadVersion());
		model.setPlannedUnits(state.plannedUnits());
	}

	private static void addRelation(JujuModel model, RelationState state) {
		boolean peer = state.kind() == RelationState.Kind.PEER;
		SimulatedRelation relation = peer ? model.addPeerRelation(state.id())
				: model.addRelation(state.id(), state.remoteApplication());
		state.remoteUnits().forEach((unit, data) -> {
			relation.addUnit(unit);
			relation.updateDatabag(unit.toString(), data);
		});
		if (!peer) {
			relation.updateDatabag(state.remoteApplication(), state.remoteAppData());
		}
		relation.updateDatabag(model.application(), state.localAppData());
		relation.updateDatabag(model.unit().toString(), state.localUnitData());
	}

	private static Map<String, Object> stored(State state) {
		Map<String, Object> stored = new LinkedHashMap<>();
		if (!state.lastValidConfig().isEmpty()) {
			LastValidConfig.STATE_KEY.writeTo(Optional.of(state.lastValidConfig()), stored);
		}
		DeferralQueue.STATE_KEY.writeTo(new DeferralQueue(state.deferred()), stored);
		return stored;
	}

	static State toState(Simulation simulation) {
		JujuModel model = simulation.model();
		Map<String, Object> stored = simulation.load();
		return new State(model.config().values(),
				model.relations().stream().map((relation) -> toState(relation, simulation)).toList(), model.isLeader(),
				model.identity(), containers(simulation), model.unitStatus().current().toStatus(),
				model.applicationStatus().current().toStatus(), model.workloadVersion().current(), model.plannedUnits(),
				simulation.deferred(), LastValidConfig.STATE_KEY.readFrom(stored).orElse(Map.of()));
	}

	private static List<ContainerState> containers(Simulation simulation) {
		return simulation.containers()
			.entrySet()
			.stream()
			.map((container) -> new ContainerState(container.getKey(), container.getValue()))
			.toList();
	}

	private static RelationState toState(SimulatedRelation relation, Simulation simulation) {
		JujuModel model = simulation.model();
		SortedMap<UnitName, Map<String, String>> units = new TreeMap<>();
		relation.units().forEach((unit) -> units.put(unit, relation.databag(unit.toString())));
		Map<String, String> remoteAppData = relation.isPeer() ? Map.of()
				: relation.databag(relation.remoteApplication());
		return new RelationState(simulation.charm().kindOf(relation.id().endpoint()), relation.id(),
				relation.remoteApplication(), relation.databag(model.application()),
				relation.databag(model.unit().toString()), remoteAppData, units);
	}

	static List<Status> statuses(RecordedValue<SimulatedStatus> value) {
		return value.history().stream().map(SimulatedStatus::toStatus).toList();
	}

}
