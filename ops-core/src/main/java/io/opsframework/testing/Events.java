package io.opsframework.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.opsframework.event.CharmEvent;
import io.opsframework.juju.DispatchPath;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.pebble.Notice;
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
		return hook(HookKind.INSTALL);
	}

	/**
	 * The charm was configured for the first time, or the machine was started again.
	 * @return the event
	 */
	public static SimulatedEvent start() {
		return hook(HookKind.START);
	}

	/**
	 * The unit is about to be removed.
	 * @return the event
	 */
	public static SimulatedEvent stop() {
		return hook(HookKind.STOP);
	}

	/**
	 * The unit's last hook.
	 * @return the event
	 */
	public static SimulatedEvent remove() {
		return hook(HookKind.REMOVE);
	}

	/**
	 * The configuration or the network may have changed.
	 * @return the event
	 */
	public static SimulatedEvent configChanged() {
		return hook(HookKind.CONFIG_CHANGED);
	}

	/**
	 * Some minutes have passed.
	 * @return the event
	 */
	public static SimulatedEvent updateStatus() {
		return hook(HookKind.UPDATE_STATUS);
	}

	/**
	 * The charm was refreshed.
	 * @return the event
	 */
	public static SimulatedEvent upgradeCharm() {
		return hook(HookKind.UPGRADE_CHARM);
	}

	/**
	 * The unit has become the leader.
	 * @return the event
	 */
	public static SimulatedEvent leaderElected() {
		return hook(HookKind.LEADER_ELECTED);
	}

	/**
	 * The machine's operating system is about to be upgraded.
	 * @return the event
	 */
	public static SimulatedEvent preSeriesUpgrade() {
		return hook(HookKind.PRE_SERIES_UPGRADE);
	}

	/**
	 * The machine's operating system was upgraded.
	 * @return the event
	 */
	public static SimulatedEvent postSeriesUpgrade() {
		return hook(HookKind.POST_SERIES_UPGRADE);
	}

	/**
	 * There is a new relation; no unit of it has joined. The charm's unit has entered it,
	 * so that its databag holds the addresses that Juju writes there, beside what is in
	 * the state.
	 * @param relation the relation, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent relationCreated(RelationState relation) {
		return relation(relation, HookKind.RELATION_CREATED, null, null);
	}

	/**
	 * The first remote unit of a relation has joined.
	 * @param relation the relation, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent relationJoined(RelationState relation) {
		return relation(relation, HookKind.RELATION_JOINED, relation.firstUnit(), null);
	}

	/**
	 * A remote unit has joined a relation.
	 * @param relation the relation, as it is in the state
	 * @param unit the name of the unit
	 * @return the event
	 */
	public static SimulatedEvent relationJoined(RelationState relation, String unit) {
		return relation(relation, HookKind.RELATION_JOINED, UnitName.of(unit), null);
	}

	/**
	 * The data of the first remote unit of a relation has changed.
	 * @param relation the relation, as it is in the state
	 * @return the event
	 * @throws IllegalArgumentException if the relation has no remote units
	 */
	public static SimulatedEvent relationChanged(RelationState relation) {
		UnitName unit = relation.firstUnit();
		if (unit == null) {
			throw new IllegalArgumentException(
					"Relation '%s' has no remote unit whose data could have changed: add one with withRemoteUnit, or take Events.relationAppChanged(relation)"
						.formatted(relation.id()));
		}
		return relation(relation, HookKind.RELATION_CHANGED, unit, null);
	}

	/**
	 * The remote application's data has changed, or among peers that of the own
	 * application. Juju names no unit then.
	 * @param relation the relation, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent relationAppChanged(RelationState relation) {
		return relation(relation, HookKind.RELATION_CHANGED, null, null);
	}

	/**
	 * A remote unit's data has changed.
	 * @param relation the relation, as it is in the state
	 * @param unit the name of the unit
	 * @return the event
	 */
	public static SimulatedEvent relationChanged(RelationState relation, String unit) {
		return relation(relation, HookKind.RELATION_CHANGED, UnitName.of(unit), null);
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
		return relation(relation, HookKind.RELATION_DEPARTED, UnitName.of(unit), UnitName.of(departing));
	}

	/**
	 * A relation ends. Its remote units have left when the charm is told, and it is not
	 * in the state after that.
	 * @param relation the relation, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent relationBroken(RelationState relation) {
		return relation(relation, HookKind.RELATION_BROKEN, null, null);
	}

	/**
	 * A secret that the charm has read has a newer revision.
	 * @param secret the secret, as it is in the state: somebody else's
	 * @return the event
	 */
	public static SimulatedEvent secretChanged(SecretState secret) {
		return secret(HookKind.SECRET_CHANGED, secret.id(), secret.label(), null);
	}

	/**
	 * A secret of the charm is to be rotated.
	 * @param secret the secret, as it is in the state: the charm's
	 * @return the event
	 */
	public static SimulatedEvent secretRotate(SecretState secret) {
		return secret(HookKind.SECRET_ROTATE, secret.id(), secret.label(), null);
	}

	/**
	 * A revision of a secret of the charm has expired.
	 * @param secret the secret, as it is in the state: the charm's
	 * @param revision the number of the revision
	 * @return the event
	 */
	public static SimulatedEvent secretExpired(SecretState secret, int revision) {
		return secret(HookKind.SECRET_EXPIRED, secret.id(), secret.label(), revision);
	}

	/**
	 * Nobody reads a revision of a secret of the charm any more.
	 * @param secret the secret, as it is in the state: the charm's
	 * @param revision the number of the revision
	 * @return the event
	 */
	public static SimulatedEvent secretRemove(SecretState secret, int revision) {
		return secret(HookKind.SECRET_REMOVE, secret.id(), secret.label(), revision);
	}

	static SimulatedEvent secret(HookKind kind, String id, @Nullable String label, @Nullable Integer revision) {
		Map<String, String> variables = new TreeMap<>();
		variables.put(JujuVariable.JUJU_SECRET_ID.name(), id);
		variables.put(JujuVariable.JUJU_SECRET_LABEL.name(), (label != null) ? label : "");
		if (revision != null) {
			variables.put(JujuVariable.JUJU_SECRET_REVISION.name(), revision.toString());
		}
		return new SimulatedEvent(DispatchPath.of(kind), variables, null, null);
	}

	/**
	 * A storage instance is there to be used.
	 * @param storage the instance, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent storageAttached(StorageState storage) {
		return storage(HookKind.STORAGE_ATTACHED, storage);
	}

	/**
	 * A storage instance is about to go. The charm can use it until then; it is not in
	 * the state after that.
	 * @param storage the instance, as it is in the state
	 * @return the event
	 */
	public static SimulatedEvent storageDetaching(StorageState storage) {
		return storage(HookKind.STORAGE_DETACHING, storage);
	}

	static SimulatedEvent storage(HookKind kind, StorageState storage) {
		return new SimulatedEvent(DispatchPath.of(kind, storage.id().storage()),
				Map.of(JujuVariable.JUJU_STORAGE_ID.name(), storage.id().toString(),
						JujuVariable.JUJU_STORAGE_LOCATION.name(), storage.location().toString()),
				null, null);
	}

	/**
	 * A container has started, or has started again.
	 * @param container the container's name
	 * @return the event
	 */
	public static SimulatedEvent pebbleReady(String container) {
		return workload(HookKind.PEBBLE_READY, container, Map.of());
	}

	/**
	 * A workload has sent a notice.
	 * @param container the container's name
	 * @param notice the notice, which the container has
	 * @return the event
	 */
	public static SimulatedEvent pebbleCustomNotice(String container, Notice notice) {
		return workload(HookKind.PEBBLE_CUSTOM_NOTICE, container,
				Map.of(JujuVariable.JUJU_NOTICE_ID.name(), notice.id(), JujuVariable.JUJU_NOTICE_TYPE.name(),
						notice.type(), JujuVariable.JUJU_NOTICE_KEY.name(), notice.key()));
	}

	/**
	 * A check of a workload has failed.
	 * @param container the container's name
	 * @param check the name of the check, which is in the container's plan
	 * @return the event
	 */
	public static SimulatedEvent pebbleCheckFailed(String container, String check) {
		return workload(HookKind.PEBBLE_CHECK_FAILED, container,
				Map.of(JujuVariable.JUJU_PEBBLE_CHECK_NAME.name(), check));
	}

	/**
	 * A check of a workload succeeds again.
	 * @param container the container's name
	 * @param check the name of the check, which is in the container's plan
	 * @return the event
	 */
	public static SimulatedEvent pebbleCheckRecovered(String container, String check) {
		return workload(HookKind.PEBBLE_CHECK_RECOVERED, container,
				Map.of(JujuVariable.JUJU_PEBBLE_CHECK_NAME.name(), check));
	}

	private static SimulatedEvent workload(HookKind kind, String container, Map<String, String> more) {
		Map<String, String> variables = new HashMap<>(more);
		variables.put(JujuVariable.JUJU_WORKLOAD_NAME.name(), container);
		return new SimulatedEvent(DispatchPath.of(kind, container), variables, null, null);
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
	 * Nothing happens, and the statuses are collected as at the end of each hook: the
	 * application's first, on the leader, and the unit's. Deferred events stay where they
	 * are.
	 * @return the event
	 */
	public static SimulatedEvent collectUnitStatus() {
		return SimulatedEvent.COLLECT_STATUS;
	}

	/**
	 * An event that is none of Juju's is published in a hook of its own, as if a library
	 * of the charm did it.
	 * @param event the event
	 * @return the event
	 */
	public static SimulatedEvent custom(CharmEvent event) {
		return custom(() -> event);
	}

	/**
	 * An event that is none of Juju's is published in a hook of its own, as if a library
	 * of the charm did it. It is made in that hook, so that it can hold what is of the
	 * hook, such as a relation of the {@link io.opsframework.model.Model Model}.
	 * @param event makes the event
	 * @return the event
	 */
	public static SimulatedEvent custom(Supplier<? extends CharmEvent> event) {
		return new SimulatedEvent(new DispatchPath(""), Map.of(), null, null, event);
	}

	/**
	 * Any hook, also one that the framework does not know.
	 * @param name the hook's name
	 * @return the event, without variables of its own
	 */
	public static SimulatedEvent hook(String name) {
		return new SimulatedEvent(DispatchPath.ofHook(name), Map.of(), null, null);
	}

	private static SimulatedEvent hook(HookKind kind) {
		return new SimulatedEvent(DispatchPath.of(kind), Map.of(), null, null);
	}

	static SimulatedEvent action(ActionRequest request) {
		Map<String, String> variables = Map.of(JujuVariable.JUJU_ACTION_NAME.name(), request.name(),
				JujuVariable.JUJU_ACTION_UUID.name(), request.id());
		return new SimulatedEvent(DispatchPath.of(HookKind.ACTION, request.name()), variables, null, request);
	}

	static SimulatedEvent relation(SimulatedRelation relation, HookKind kind, @Nullable UnitName unit) {
		return relation(relation.id(), relation.remoteApplication(), null, kind, unit,
				(kind == HookKind.RELATION_DEPARTED) ? unit : null);
	}

	private static SimulatedEvent relation(RelationState relation, HookKind kind, @Nullable UnitName unit,
			@Nullable UnitName departing) {
		return relation(relation.id(), relation.remoteApplication(), relation, kind, unit, departing);
	}

	private static SimulatedEvent relation(RelationId id, String remoteApplication, @Nullable RelationState relation,
			HookKind kind, @Nullable UnitName unit, @Nullable UnitName departing) {
		Map<String, String> variables = new TreeMap<>();
		variables.put(JujuVariable.JUJU_RELATION.name(), id.endpoint());
		variables.put(JujuVariable.JUJU_RELATION_ID.name(), id.toString());
		variables.put(JujuVariable.JUJU_REMOTE_APP.name(), remoteApplication);
		if (unit != null) {
			variables.put(JujuVariable.JUJU_REMOTE_UNIT.name(), unit.toString());
		}
		if (departing != null) {
			variables.put(JujuVariable.JUJU_DEPARTING_UNIT.name(), departing.toString());
		}
		return new SimulatedEvent(DispatchPath.of(kind, id.endpoint()), variables, relation, null);
	}

}
