package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * A unit left the relation. Both sides are told.
 *
 * @param relation the relation, which no longer lists the unit
 * @param application the application on the other side
 * @param unit the unit on the other side
 * @param departingUnit the unit that leaves, which may be this one; {@code null} before
 * Juju 2.8
 */
public record RelationDepartedEvent(Relation relation, String application, UnitName unit,
		@Nullable UnitName departingUnit) implements RelationEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.RELATION_DEPARTED;
	}

}
