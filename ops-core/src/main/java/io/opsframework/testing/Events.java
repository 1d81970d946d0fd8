package io.opsframework.testing;

import java.util.Map;
import java.util.TreeMap;

import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedRelation;
import org.jspecify.annotations.Nullable;

/**
 * The events that a test can run a charm with.
 */
public final class Events {

	private Events() {
	}

	/**
	 * The unit is new.
	 * @return the event
	 */
	public static SimulatedEvent install() {
		return hook("install");
	}

	/**
	 * The charm was configured for the first time, or the machine was started again.
	 * @return the event
	 */
	public static SimulatedEvent start() {
		return hook("start");
	}

	/**
	 * The unit is about to be removed.
	 * @return the event
	 */
	public static SimulatedEvent stop() {
		return hook("stop");
	}

	/**
	 * The unit's last hook.
	 * @return the event
	 */
	public static SimulatedEvent remove() {
		return hook("remove");
	}

	/**
	 * The configuration or the network may have changed.
	 * @return the event
	 */
	public static SimulatedEvent configChanged() {
		return hook("config-changed");
	}

	/**
	 * Some minutes have passed.
	 * @return the event
	 */
	public static SimulatedEvent updateStatus() {
		return hook("update-status");
	}

	/**
	 * The charm was refreshed.
	 * @return the event
	 */
	public static SimulatedEvent upgradeCharm() {
		return hook("upgrade-charm");
	}

	/**
	 * The unit has become the leader.
	 * @return the event
	 */
	public static SimulatedEvent leaderElected() {
		return hook("leader-elected");
	}

	/**
	 * The machine's operating system is about to be upgraded.
	 * @return the event
	 */
	public static SimulatedEvent preSeriesUpgrade() {
		return hook("pre-series-upgrade");
	}

	/**
	 * The machine's operating system was upgraded.
	 * @return the event
	 */
	public static SimulatedEvent postSeriesUpgrade() {
		return hook("post-series-upgrade");
	}

	/**
	 * There is a new relation; no unit of it has joined.
	 * @param relation the relation, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent relationCreated(RelationState relation) {
		return relation(relation, "created", null, null);
	}

	/**
	 * The first remote unit of a relation has joined.
	 * @param relation the relation, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent relationJoined(RelationState relation) {
		return relation(relation, "joined", relation.firstUnit(), null);
	}

	/**
	 * A remote unit has joined a relation.
	 * @param relation the relation, as it is in the state
	 * @param unit the name of the unit
	 * @return the event
	 */
	public static SimulatedEvent relationJoined(RelationState relation, String unit) {
		return relation(relation, "joined", UnitName.of(unit), null);
	}

	/**
	 * The remote application's data has changed. Juju names no unit then.
	 * @param relation the relation, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent relationChanged(RelationState relation) {
		return relation(relation, "changed", null, null);
	}

	/**
	 * A remote unit's data has changed.
	 * @param relation the relation, as it is in the state
	 * @param unit the name of the unit
	 * @return the event
	 */
	public static SimulatedEvent relationChanged(RelationState relation, String unit) {
		return relation(relation, "changed", UnitName.of(unit), null);
	}

	/**
	 * A remote unit leaves a relation. It is not in the relation any more when the charm
	 * is told, nor in the state after that; its data can still be read.
	 * @param relation the relation, as it is in the state: with the unit
	 * @param unit the name of the unit
	 * @return the event
	 */
	public static SimulatedEvent relationDeparted(RelationState relation, String unit) {
		return relationDeparted(relation, unit, unit);
	}

	/**
	 * A unit leaves a relation, possibly the charm's own.
	 * @param relation the relation, as it is in the state: with the remote unit
	 * @param unit the name of the remote unit from which the units part
	 * @param departing the name of the unit that leaves: the same, or the charm's own
	 * @return the event
	 */
	public static SimulatedEvent relationDeparted(RelationState relation, String unit, String departing) {
		return relation(relation, "departed", UnitName.of(unit), UnitName.of(departing));
	}

	/**
	 * A relation ends. Its remote units have left when the charm is told, and it is not
	 * in the state after that.
	 * @param relation the relation, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent relationBroken(RelationState relation) {
		return relation(relation, "broken", null, null);
	}

	/**
	 * A container has started, or has started again.
	 * @param container the container's name
	 * @return the event
	 */
	public static SimulatedEvent pebbleReady(String container) {
		return new SimulatedEvent("hooks/" + container + "-pebble-ready", Map.of("JUJU_WORKLOAD_NAME", container), null,
				null);
	}

	/**
	 * Somebody runs an action without parameters.
	 * @param name the action's name
	 * @return the event
	 */
	public static SimulatedEvent action(String name) {
		return action(name, Map.of());
	}

	/**
	 * Somebody runs an action.
	 * @param name the action's name
	 * @param parameters the parameters that are given: strings, numbers, booleans, lists
	 * and maps
	 * @return the event
	 */
	public static SimulatedEvent action(String name, Map<String, ?> parameters) {
		return action(new ActionRequest(name, "1", PlainValues.copy(parameters)));
	}

	/**
	 * Any hook, also one that the framework does not know.
	 * @param name the hook's name
	 * @return the event, without variables of its own
	 */
	public static SimulatedEvent hook(String name) {
		return new SimulatedEvent("hooks/" + name, Map.of(), null, null);
	}

	static SimulatedEvent action(ActionRequest request) {
		return new SimulatedEvent("actions/" + request.name(),
				Map.of("JUJU_ACTION_NAME", request.name(), "JUJU_ACTION_UUID", request.id()), null, request);
	}

	static SimulatedEvent relation(SimulatedRelation relation, String kind, @Nullable UnitName unit) {
		return relation(relation.id(), relation.remoteApplication(), null, kind, unit,
				kind.equals("departed") ? unit : null);
	}

	private static SimulatedEvent relation(RelationState relation, String kind, @Nullable UnitName unit,
			@Nullable UnitName departing) {
		return relation(relation.id(), relation.remoteApplication(), relation, kind, unit, departing);
	}

	private static SimulatedEvent relation(RelationId id, String remoteApplication, @Nullable RelationState relation,
			String kind, @Nullable UnitName unit, @Nullable UnitName departing) {
		Map<String, String> variables = new TreeMap<>();
		variables.put("JUJU_RELATION", id.endpoint());
		variables.put("JUJU_RELATION_ID", id.toString());
		variables.put("JUJU_REMOTE_APP", remoteApplication);
		if (unit != null) {
			variables.put("JUJU_REMOTE_UNIT", unit.toString());
		}
		if (departing != null) {
			variables.put("JUJU_DEPARTING_UNIT", departing.toString());
		}
		return new SimulatedEvent("hooks/" + id.endpoint() + "-relation-" + kind, variables, relation, null);
	}

}
