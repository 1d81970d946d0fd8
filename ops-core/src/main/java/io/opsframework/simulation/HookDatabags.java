package io.opsframework.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.opsframework.juju.UnitName;

/**
 * The databags as one hook sees them: its own with its pending writes, the others as they
 * were when it first read them, and none that it may not read.
 */
final class HookDatabags {

	private final SimulatedModel model;

	private final Map<Databag, Map<String, String>> pending = new LinkedHashMap<>();

	private final Map<Databag, SortedMap<String, String>> read = new HashMap<>();

	HookDatabags(SimulatedModel model) {
		this.model = model;
	}

	// Read the databag of a unit.
	Map<String, String> ofUnit(SimulatedRelation relation, UnitName unit) {
		if (unit.equals(this.model.unit())) {
			return own(relation, unit.toString());
		}
		requireParty(relation, unit.application());
		if (!relation.hasDatabag(unit.toString())) {
			throw ToolException.failure("cannot read settings for unit \"%s\" in relation \"%s\": settings not found"
				.formatted(unit, relation.id()));
		}
		return remote(relation, unit.toString());
	}

	// Read the databag of an application.
	Map<String, String> ofApplication(SimulatedRelation relation, String application) {
		if (application.equals(this.model.application()) && this.model.isLeader()) {
			return own(relation, application);
		}
		// Followers read their own application's databag among peers only.
		requireParty(relation, application);
		return remote(relation, application);
	}

	// Change the unit's own databag when the hook succeeds.
	void writeUnit(SimulatedRelation relation, Map<String, String> changes) {
		write(relation, this.model.unit().toString(), changes);
	}

	// Change the own application's databag when the hook succeeds.
	void writeApplication(SimulatedRelation relation, Map<String, String> changes) {
		if (!this.model.isLeader()) {
			throw ToolException.failure("cannot write relation settings");
		}
		write(relation, this.model.application(), changes);
	}

	/**
	 * Bring the pending writes into the model.
	 */
	void flush() {
		this.pending.forEach((databag, changes) -> databag.relation().updateDatabag(databag.entity(), changes));
	}

	private void write(SimulatedRelation relation, String entity, Map<String, String> changes) {
		this.pending.computeIfAbsent(new Databag(relation, entity), (databag) -> new TreeMap<>()).putAll(changes);
	}

	private Map<String, String> own(SimulatedRelation relation, String entity) {
		Map<String, String> content = new TreeMap<>(relation.databag(entity));
		SimulatedRelation.applyChanges(this.pending.getOrDefault(new Databag(relation, entity), Map.of()), content);
		return content;
	}

	private Map<String, String> remote(SimulatedRelation relation, String entity) {
		return this.read.computeIfAbsent(new Databag(relation, entity), (databag) -> relation.databag(entity));
	}

	private static void requireParty(SimulatedRelation relation, String application) {
		if (!application.equals(relation.remoteApplication())) {
			throw ToolException.failure("permission denied");
		}
	}

	private record Databag(SimulatedRelation relation, String entity) {
	}

}
