package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Relation;

/**
 * A unit joined the relation; its relation-changed follows at once.
 *
 * @param relation the relation
 * @param application the application on the other side
 * @param unit the unit that joined
 */
public record RelationJoinedEvent(Relation relation, String application, UnitName unit) implements RelationEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.RELATION_JOINED;
	}

}
