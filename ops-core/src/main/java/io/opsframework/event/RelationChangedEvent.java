package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * The data of a unit or of the application on the other side changed.
 *
 * @param relation the relation
 * @param application the application on the other side, if known
 * @param unit the unit whose data changed; {@code null} if it was the application's
 */
public record RelationChangedEvent(Relation relation, @Nullable String application,
		@Nullable UnitName unit) implements RelationEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.RELATION_CHANGED;
	}

}
