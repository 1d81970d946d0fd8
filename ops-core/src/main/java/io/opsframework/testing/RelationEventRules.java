package io.opsframework.testing;

import java.util.List;
import java.util.Set;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.UnitName;

/**
 * The consistency rules about relation events.
 */
final class RelationEventRules {

	private static final Set<HookKind> WITH_UNIT = Set.of(HookKind.RELATION_JOINED, HookKind.RELATION_DEPARTED);

	private RelationEventRules() {
	}

	// CC-02
	static void hasRelation(ScenarioInput input, Violations violations) {
		SimulatedEvent event = input.event();
		if (event.relation() == null && isRelationEvent(event)) {
			violations.add("The event has no relation: make it with Events.relation…(relation)");
		}
	}

	// CC-03
	static void nameFitsRelation(ScenarioInput input, Violations violations) {
		SimulatedEvent event = input.event();
		RelationState relation = event.relation();
		if (relation != null && !(isRelationEvent(event) && event.path().entity().equals(relation.id().endpoint()))) {
			violations.add(
					"The event has relation '%s', whose events begin with '%s-relation-': make it with Events.relation…(relation)",
					relation.id(), relation.id().endpoint());
		}
	}

	// CC-04
	static void relationIsInState(ScenarioInput input, Violations violations) {
		RelationState relation = input.event().relation();
		if (relation == null || input.state().relations().contains(relation)) {
			return;
		}
		List<RelationState> sameId = input.state()
			.relations()
			.stream()
			.filter((other) -> other.id().equals(relation.id()))
			.toList();
		violations.add(sameId.isEmpty() ? "The event's relation '%s' is not in the state: add it with withRelations"
				: "The event's relation '%s' has another content in the state: take it from there, with state.relation(number)",
				relation.id());
	}

	// CC-37. Without a unit relation-changed is about the application's data.
	static void hasUnit(ScenarioInput input, Violations violations) {
		SimulatedEvent event = input.event();
		if (WITH_UNIT.contains(event.path().kind()) && event.variable(JujuVariable.JUJU_REMOTE_UNIT) == null) {
			violations.add("The event has no remote unit: name one, or add one to the relation with withRemoteUnit");
		}
	}

	static void unitIsInRelation(ScenarioInput input, Violations violations) {
		RelationState relation = input.event().relation();
		String unit = input.event().variable(JujuVariable.JUJU_REMOTE_UNIT);
		if (relation != null && unit != null && !relation.remoteUnits().containsKey(UnitName.of(unit))) {
			violations.add("The event's unit '%s' is not in relation '%s', only %s: add it with withRemoteUnit", unit,
					relation.id(), relation.remoteUnits().keySet());
		}
	}

	private static boolean isRelationEvent(SimulatedEvent event) {
		return event.path().kind().subject() == HookKind.Subject.ENDPOINT;
	}

}
