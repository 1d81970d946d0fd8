package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * A relation was made, before any unit joined it.
 *
 * @param relation the relation
 * @param application the application on the other side, if known
 */
public record RelationCreatedEvent(Relation relation, @Nullable String application) implements RelationEvent {

	@Override
	public @Nullable UnitName unit() {
		return null;
	}

	@Override
	public HookKind hookKind() {
		return HookKind.RELATION_CREATED;
	}

}
