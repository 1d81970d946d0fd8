package io.opsframework.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.dispatch.StatusOverride;
import io.opsframework.invocation.LastValidConfig;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Status;
import io.opsframework.model.StoredValues;
import io.opsframework.simulation.RecordedValue;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.SimulatedRelation;
import io.opsframework.simulation.SimulatedStatus;
import io.opsframework.simulation.SimulatedStorage;

/**
 * Makes simulations from states, and states from simulations.
 */
final class StateConverter {

	private StateConverter() {
	}

	static SimulatedUnit toSimulation(State state, CharmUnderTest charm) {
		SimulatedUnit unit = new SimulatedUnit(charm);
		fill(unit.model(), state);
		state.relations().forEach((relation) -> addRelation(unit.model(), relation));
		state.secrets().forEach((secret) -> SecretConverter.add(secret, unit.model()));
		state.containers().forEach((container) -> ContainerConverter.fill(unit.pebble(container.name()), container));
		unit.setStored(stored(state));
		return unit;
	}

	private static void fill(SimulatedModel model, State state) {
		state.config().forEach(model.config()::set);
		model.setLeader(state.leader());
		model.setIdentity(state.model());
		model.setCloudSpec(state.cloudSpec());
		model.unitStatus().startWith(SimulatedStatus.of(state.unitStatus()));
		model.applicationStatus().startWith(SimulatedStatus.of(state.applicationStatus()));
		model.workloadVersion().startWith(state.workloadVersion());
		model.setPlannedUnits(state.plannedUnits());
		model.updateUnitState(state.unitState());
		model.setOpenedPorts(state.openedPorts());
		state.networks().forEach(model::setNetwork);
		state.resources().forEach(model::setResource);
		state.storages()
			.forEach((storage) -> model.setStorage(new SimulatedStorage(storage.id(), storage.location(), true)));
	}

	private static void addRelation(SimulatedModel model, RelationState state) {
		boolean peer = state.kind() == RelationState.Kind.PEER;
		SimulatedRelation relation = peer ? model.addPeerRelation(state.id())
				: model.addRelation(state.id(), state.remoteApplication());
		relation.setRemoteModelUuid(state.remoteModelUuid());
		state.remoteUnits().forEach((unit, data) -> {
			relation.addUnit(unit);
			relation.updateDatabag(unit.toString(), data);
		});
		if (!peer) {
			relation.updateDatabag(state.remoteApplication(), state.remoteAppData());
		}
		relation.updateDatabag(model.application(), state.localAppData());
		relation.updateDatabag(model.unit().toString(), state.localUnitData());
		relation.setNetwork(state.network());
	}

	private static Map<String, Object> stored(State state) {
		Map<String, Object> stored = new LinkedHashMap<>();
		if (!state.lastValidConfig().isEmpty()) {
			LastValidConfig.STATE_KEY.writeTo(Optional.of(state.lastValidConfig()), stored);
		}
		StatusOverride.STATE_KEY.writeTo(Optional.ofNullable(state.statusOverride()), stored);
		StoredValues.STATE_KEY.writeTo(state.storedValues(), stored);
		DeferralQueue.STATE_KEY.writeTo(new DeferralQueue(state.deferred()), stored);
		return stored;
	}

	static State toState(SimulatedUnit unit) {
		SimulatedModel model = unit.model();
		Map<String, Object> stored = unit.load();
		return new State(model.config().values(),
				model.relations().stream().map((relation) -> toState(relation, unit)).toList(), model.isLeader(),
				model.identity(), containers(unit), model.unitStatus().current().toStatus(),
				model.applicationStatus().current().toStatus(), model.workloadVersion().current(), model.plannedUnits(),
				unit.deferred(), LastValidConfig.STATE_KEY.readFrom(stored).orElse(Map.of()), model.unitState(),
				StatusOverride.STATE_KEY.readFrom(stored).orElse(null), secrets(model), model.openedPorts(),
				model.networks(), model.resources(), storages(model), model.cloudSpec(),
				new TreeMap<>(StoredValues.STATE_KEY.readFrom(stored)));
	}

	// Those that the unit may read.
	private static List<SecretState> secrets(SimulatedModel model) {
		return model.secrets()
			.stream()
			.filter((secret) -> secret.isReadableBy(model.unit()))
			.map((secret) -> SecretConverter.toState(secret, model))
			.toList();
	}

	private static List<StorageState> storages(SimulatedModel model) {
		return model.storages()
			.values()
			.stream()
			.filter(SimulatedStorage::attached)
			.map((storage) -> new StorageState(storage.id(), storage.location()))
			.toList();
	}

	private static List<ContainerState> containers(SimulatedUnit unit) {
		return unit.pebbles()
			.entrySet()
			.stream()
			.map((container) -> ContainerConverter.toState(container.getKey(), container.getValue()))
			.toList();
	}

	private static RelationState toState(SimulatedRelation relation, SimulatedUnit unit) {
		SimulatedModel model = unit.model();
		SortedMap<UnitName, Map<String, String>> units = new TreeMap<>();
		relation.units().forEach((name) -> units.put(name, relation.databag(name.toString())));
		Map<String, String> remoteAppData = relation.isPeer() ? Map.of()
				: relation.databag(relation.remoteApplication());
		return new RelationState(unit.charm().kindOf(relation.id().endpoint()), relation.id(),
				relation.remoteApplication(), relation.databag(model.application()),
				relation.databag(model.unit().toString()), remoteAppData, units, relation.network(),
				relation.remoteModelUuid());
	}

	static List<Status> statuses(RecordedValue<SimulatedStatus> value) {
		return value.history().stream().map(SimulatedStatus::toStatus).toList();
	}

}
