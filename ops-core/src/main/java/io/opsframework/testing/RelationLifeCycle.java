package io.opsframework.testing;

import java.util.List;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.SimulatedRelation;
import org.jspecify.annotations.Nullable;

/**
 * What Juju does to a relation around its events: the unit has entered one that was
 * created, a departing unit is not in the relation any more, a broken one has no units
 * and is gone after the event.
 */
final class RelationLifeCycle {

	private RelationLifeCycle() {
	}

	static void before(SimulatedEvent event, SimulatedModel model) {
		SimulatedRelation relation = relation(event, model);
		if (relation == null) {
			return;
		}
		if (event.path().kind() == HookKind.RELATION_CREATED) {
			model.enter(relation);
		}
		else if (event.path().kind() == HookKind.RELATION_DEPARTED) {
			relation.removeUnit(UnitName.of(event.variables().get(JujuVariable.JUJU_REMOTE_UNIT.name())));
		}
		else if (isBroken(event)) {
			List.copyOf(relation.units()).forEach(relation::removeUnit);
			relation.markDying();
		}
	}

	static void after(SimulatedEvent event, SimulatedModel model) {
		SimulatedRelation relation = relation(event, model);
		if (relation != null && isBroken(event)) {
			model.removeRelation(relation.id().number());
		}
	}

	private static @Nullable SimulatedRelation relation(SimulatedEvent event, SimulatedModel model) {
		RelationState relation = event.relation();
		return (relation != null) ? model.relation(relation.id().number()) : null;
	}

	private static boolean isBroken(SimulatedEvent event) {
		return event.path().kind() == HookKind.RELATION_BROKEN;
	}

}
