package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * The relation ends. Never for peers.
 *
 * @param relation the relation
 * @param application the application on the other side, if known
 */
public record RelationBrokenEvent(Relation relation, @Nullable String application) implements RelationEvent {

	@Override
	public @Nullable UnitName unit() {
		return null;
	}

	@Override
	public HookKind hookKind() {
		return HookKind.RELATION_BROKEN;
	}

}
