package io.opsframework.invocation;

import java.lang.annotation.Annotation;
import java.util.List;

import io.opsframework.event.CharmEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.LocalAppData;
import io.opsframework.listener.LocalUnitData;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.listener.RemoteUnitData;
import io.opsframework.model.Databag;
import io.opsframework.model.ModelException;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Whose databag of a relation a parameter takes, by which annotation.
 */
enum DatabagOwner {

	REMOTE_APP(RemoteAppData.class), REMOTE_UNIT(RemoteUnitData.class), LOCAL_APP(LocalAppData.class),
	LOCAL_UNIT(LocalUnitData.class);

	private final Class<? extends Annotation> annotation;

	DatabagOwner(Class<? extends Annotation> annotation) {
		this.annotation = annotation;
	}

	Class<? extends Annotation> annotation() {
		return this.annotation;
	}

	@Nullable Databag databag(Relation relation, @Nullable CharmEvent event) {
		return switch (this) {
			case REMOTE_APP -> (relation.remoteApplication() != null) ? relation.remoteAppData() : null;
			case LOCAL_APP -> relation.localAppData();
			case LOCAL_UNIT -> relation.localUnitData();
			case REMOTE_UNIT -> unitDatabag(relation, event);
		};
	}

	private static @Nullable Databag unitDatabag(Relation relation, @Nullable CharmEvent event) {
		UnitName unit = (event instanceof RelationEvent relationEvent && relationEvent.relation().equals(relation))
				? relationEvent.unit() : null;
		List<UnitName> units = relation.remoteUnits();
		if (unit == null && units.size() > 1) {
			throw new ModelException("Relation %s has %d units, and the event names none: take the relation, and ask it"
				.formatted(relation.id(), units.size()));
		}
		if (unit == null && units.isEmpty()) {
			return null;
		}
		return relation.remoteUnitData((unit != null) ? unit : units.get(0));
	}

}
