package io.opsframework.testing;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.opsframework.charm.RelationMetadata;
import io.opsframework.charm.RelationRole;
import io.opsframework.charm.RelationScope;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * A relation with all its databags in a {@link State}. Methods that change it give a new
 * one.
 *
 * @param kind which units are in it
 * @param id its id
 * @param remoteApplication the name of the application at the other end; the charm's own
 * for peers
 * @param localAppData the databag of the charm's application
 * @param localUnitData the databag of the charm's unit
 * @param remoteAppData the databag of the remote application; empty for peers
 * @param remoteUnits the databags of the remote units, or of the other peers, by unit
 * @param network the unit's addresses as this relation has them, where it leads into
 * another model; {@code null} for those of the endpoint
 * @param remoteModelUuid the model that the remote application lives in; {@code null} for
 * the charm's own
 */
public record RelationState(Kind kind, RelationId id, String remoteApplication, Map<String, String> localAppData,
		Map<String, String> localUnitData, Map<String, String> remoteAppData,
		SortedMap<UnitName, Map<String, String>> remoteUnits, @Nullable NetworkInfo network,
		@Nullable String remoteModelUuid) {

	public RelationState {
		localAppData = Map.copyOf(localAppData);
		localUnitData = Map.copyOf(localUnitData);
		remoteAppData = Map.copyOf(remoteAppData);
		remoteUnits = Collections.unmodifiableSortedMap(new TreeMap<>(remoteUnits));
	}

	/**
	 * A relation with another application, still without units and data.
	 * @param id the relation's id, {@code database:1}
	 * @param remoteApplication the name of the other application
	 * @return the relation
	 * @throws IllegalArgumentException if the id is no endpoint with a number
	 */
	public static RelationState of(String id, String remoteApplication) {
		return create(Kind.REGULAR, id, remoteApplication);
	}

	/**
	 * A relation among the units of the charm's application, still without other units.
	 * @param id the relation's id, {@code cluster:2}
	 * @param application the name of the charm's application
	 * @return the relation
	 * @throws IllegalArgumentException if the id is no endpoint with a number
	 */
	public static RelationState peers(String id, String application) {
		return create(Kind.PEER, id, application);
	}

	/**
	 * A relation between a subordinate unit and its principal, on an endpoint of scope
	 * {@code container}.
	 * @param id the relation's id, {@code host:3}
	 * @param remoteUnit the name of the one unit at the other end
	 * @return the relation with this unit
	 * @throws IllegalArgumentException if the id is no endpoint with a number
	 */
	public static RelationState subordinate(String id, String remoteUnit) {
		return create(Kind.SUBORDINATE, id, UnitName.of(remoteUnit).application()).withRemoteUnit(remoteUnit, Map.of());
	}

	private static RelationState create(Kind kind, String id, String application) {
		return new RelationState(kind, RelationId.of(id), application, Map.of(), Map.of(), Map.of(), new TreeMap<>(),
				null, null);
	}

	/**
	 * The relation with other data of the charm's application.
	 * @param data the whole databag
	 * @return a new relation
	 */
	public RelationState withLocalAppData(Map<String, String> data) {
		return new RelationState(this.kind, this.id, this.remoteApplication, data, this.localUnitData,
				this.remoteAppData, this.remoteUnits, this.network, this.remoteModelUuid);
	}

	/**
	 * The relation with other data of the charm's unit.
	 * @param data the whole databag
	 * @return a new relation
	 */
	public RelationState withLocalUnitData(Map<String, String> data) {
		return new RelationState(this.kind, this.id, this.remoteApplication, this.localAppData, data,
				this.remoteAppData, this.remoteUnits, this.network, this.remoteModelUuid);
	}

	/**
	 * The relation with other data of the remote application.
	 * @param data the whole databag
	 * @return a new relation
	 */
	public RelationState withRemoteAppData(Map<String, String> data) {
		return new RelationState(this.kind, this.id, this.remoteApplication, this.localAppData, this.localUnitData,
				data, this.remoteUnits, this.network, this.remoteModelUuid);
	}

	/**
	 * The relation in which the unit has other addresses than in the endpoint's network.
	 * @param network where others reach it, and where its connections come from
	 * @return a new relation
	 */
	public RelationState withNetwork(NetworkInfo network) {
		return new RelationState(this.kind, this.id, this.remoteApplication, this.localAppData, this.localUnitData,
				this.remoteAppData, this.remoteUnits, network, this.remoteModelUuid);
	}

	/**
	 * The relation with an application in another model.
	 * @param uuid the model's UUID
	 * @return a new relation
	 */
	public RelationState withRemoteModel(String uuid) {
		return new RelationState(this.kind, this.id, this.remoteApplication, this.localAppData, this.localUnitData,
				this.remoteAppData, this.remoteUnits, this.network, uuid);
	}

	// What a relation on an endpoint is without further ado.
	static RelationState of(RelationMetadata endpoint, int number, String application) {
		String id = new RelationId(endpoint.endpoint(), number).toString();
		return switch (Kind.of(endpoint)) {
			case REGULAR -> of(id, "remote");
			case PEER -> peers(id, application);
			case SUBORDINATE -> subordinate(id, "remote/0");
		};
	}

	/**
	 * The relation with one more remote unit, or with other data of one that is there.
	 * @param unit the name of the unit
	 * @param data the unit's whole databag
	 * @return a new relation
	 * @throws IllegalArgumentException if the unit is none of the remote application
	 */
	public RelationState withRemoteUnit(String unit, Map<String, String> data) {
		UnitName name = UnitName.of(unit);
		if (!name.application().equals(this.remoteApplication)) {
			throw new IllegalArgumentException("Unit '%s' cannot be in relation '%s', which is with application '%s'"
				.formatted(unit, this.id, this.remoteApplication));
		}
		SortedMap<UnitName, Map<String, String>> units = new TreeMap<>(this.remoteUnits);
		units.put(name, Map.copyOf(data));
		return withRemoteUnits(units);
	}

	/**
	 * The relation without one of its remote units.
	 * @param unit the name of the unit
	 * @return a new relation
	 */
	public RelationState withoutRemoteUnit(String unit) {
		SortedMap<UnitName, Map<String, String>> units = new TreeMap<>(this.remoteUnits);
		units.remove(UnitName.of(unit));
		return withRemoteUnits(units);
	}

	private RelationState withRemoteUnits(SortedMap<UnitName, Map<String, String>> units) {
		return new RelationState(this.kind, this.id, this.remoteApplication, this.localAppData, this.localUnitData,
				this.remoteAppData, units, this.network, this.remoteModelUuid);
	}

	@Nullable UnitName firstUnit() {
		return this.remoteUnits.isEmpty() ? null : this.remoteUnits.firstKey();
	}

	/**
	 * Which units are in a relation.
	 */
	public enum Kind {

		/** Those of another application. */
		REGULAR,

		/** The others of the charm's application. */
		PEER,

		/** The one that the charm's unit lives beside. */
		SUBORDINATE;

		// What belongs on an endpoint.
		static Kind of(RelationMetadata endpoint) {
			if (endpoint.role() == RelationRole.PEER) {
				return PEER;
			}
			return (endpoint.scope() == RelationScope.CONTAINER) ? SUBORDINATE : REGULAR;
		}

	}

}
