package io.opsframework.simulation;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.Excerpt;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * A relation as Juju keeps it, with the databags of all its units and applications.
 * Nobody asks for permission here: the rules about who may read and write what are those
 * of the hook tools.
 */
public final class SimulatedRelation {

	private static final Pattern APPLICATION = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]*[a-z][a-z0-9]*)*+");

	private final RelationId id;

	private final String remoteApplication;

	private final boolean peer;

	private final Set<UnitName> units = new TreeSet<>();

	// None of the maps in it is ever changed, so that they can be handed out.
	private final Map<String, SortedMap<String, String>> databags;

	private @Nullable NetworkInfo network;

	private boolean dying;

	private @Nullable String remoteModelUuid;

	SimulatedRelation(RelationId id, String remoteApplication, boolean peer) {
		this(id, requireApplication(remoteApplication), peer, new HashMap<>());
	}

	private SimulatedRelation(RelationId id, String remoteApplication, boolean peer,
			Map<String, SortedMap<String, String>> databags) {
		this.id = id;
		this.remoteApplication = remoteApplication;
		this.peer = peer;
		this.databags = databags;
	}

	private static String requireApplication(String name) {
		if (!APPLICATION.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"An application cannot be called '%s': take lower-case letters and digits, a letter first, and single dashes between parts with a letter each"
						.formatted(Excerpt.of(name)));
		}
		return name;
	}

	// The same relation as another unit of the application has it: among peers the units
	// are others, and the databags are the same.
	SimulatedRelation ofOtherUnit() {
		return this.peer ? new SimulatedRelation(this.id, this.remoteApplication, true, this.databags) : this;
	}

	/**
	 * The relation's id.
	 * @return endpoint and number
	 */
	public RelationId id() {
		return this.id;
	}

	/**
	 * The application at the other end.
	 * @return its name; the own application's for a relation among peers
	 */
	public String remoteApplication() {
		return this.remoteApplication;
	}

	/**
	 * The model that the application at the other end lives in.
	 * @return the model's UUID; {@code null} for the unit's own model
	 */
	public @Nullable String remoteModelUuid() {
		return this.remoteModelUuid;
	}

	/**
	 * Say which model the application at the other end lives in.
	 * @param uuid the model's UUID; {@code null} for the unit's own model
	 */
	public void setRemoteModelUuid(@Nullable String uuid) {
		this.remoteModelUuid = uuid;
	}

	/**
	 * Whether the relation is one among the units of one application.
	 * @return {@code true} for a peer relation
	 */
	public boolean isPeer() {
		return this.peer;
	}

	/**
	 * The remote units that are in the relation, or the peers; never the own unit.
	 * @return an unmodifiable copy
	 */
	public Set<UnitName> units() {
		return Collections.unmodifiableSet(new TreeSet<>(this.units));
	}

	/**
	 * Whether a remote unit, or a peer, is in the relation now.
	 * @param unit the unit
	 * @return {@code true} if it is
	 */
	public boolean hasUnit(UnitName unit) {
		return this.units.contains(unit);
	}

	/**
	 * Let a unit enter the relation.
	 * @param unit a unit of the remote application
	 * @throws IllegalArgumentException if it belongs to another application
	 */
	public void addUnit(UnitName unit) {
		if (!unit.application().equals(this.remoteApplication)) {
			throw new IllegalArgumentException("Unit '%s' cannot enter relation '%s', which is with application '%s'"
				.formatted(unit, this.id, this.remoteApplication));
		}
		this.units.add(unit);
		this.databags.putIfAbsent(unit.toString(), Collections.emptySortedMap());
	}

	/**
	 * Let a unit leave the relation. Its databag stays readable, as in Juju.
	 * @param unit the unit
	 */
	public void removeUnit(UnitName unit) {
		this.units.remove(unit);
	}

	/**
	 * Say that the relation is being removed. Once its last unit has left it is broken.
	 */
	public void markDying() {
		this.dying = true;
	}

	/**
	 * Whether the relation is broken: being removed, and without remote units. Relations
	 * among peers never are.
	 * @return {@code true} if {@code relation-ids} leaves it out
	 */
	public boolean isBroken() {
		return this.dying && this.units.isEmpty() && !this.peer;
	}

	/**
	 * The unit's addresses as this relation has them, for a relation that leads into
	 * another model.
	 * @return the addresses, or {@code null} where they are those of the endpoint
	 */
	public @Nullable NetworkInfo network() {
		return this.network;
	}

	/**
	 * Say which addresses of the unit this relation has. Those that a workload binds to
	 * stay the endpoint's.
	 * @param network the addresses, of which the other side is told; {@code null} for
	 * those of the endpoint
	 */
	public void setNetwork(@Nullable NetworkInfo network) {
		this.network = network;
	}

	/**
	 * Whether a unit or an application ever had a databag in the relation.
	 * @param entity the name of the unit or application
	 * @return {@code true} if there is a databag, possibly an empty one
	 */
	public boolean hasDatabag(String entity) {
		return this.databags.containsKey(entity);
	}

	/**
	 * The committed content of a databag.
	 * @param entity the name of the unit or application it belongs to
	 * @return an unmodifiable map, in which later changes do not show; empty where
	 * nothing was ever written
	 */
	public SortedMap<String, String> databag(String entity) {
		return this.databags.getOrDefault(entity, Collections.emptySortedMap());
	}

	/**
	 * Change a databag at once, as its owner's hook does when it ends.
	 * @param entity the name of the unit or application it belongs to
	 * @param changes keys with their new values; an empty value removes its key
	 */
	public void updateDatabag(String entity, Map<String, String> changes) {
		SortedMap<String, String> content = new TreeMap<>(databag(entity));
		applyChanges(changes, content);
		this.databags.put(entity, Collections.unmodifiableSortedMap(content));
	}

	// Juju's rule for changes of a databag: what becomes empty is gone.
	static void applyChanges(Map<String, String> changes, Map<String, String> content) {
		changes.forEach((key, value) -> {
			if (value.isEmpty()) {
				content.remove(key);
			}
			else {
				content.put(key, value);
			}
		});
	}

}
