package io.opsframework.event;

import io.opsframework.juju.UnitName;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Something happened in a relation.
 */
public sealed interface RelationEvent extends JujuEvent, Deferrable permits RelationCreatedEvent, RelationJoinedEvent,
		RelationChangedEvent, RelationDepartedEvent, RelationBrokenEvent {

	/**
	 * The relation.
	 * @return the relation; inactive if it is gone or about to go
	 */
	Relation relation();

	/**
	 * The application on the other side.
	 * @return the name, or {@code null} where Juju did not tell it
	 */
	@Nullable String application();

	/**
	 * The unit on the other side that this is about.
	 * @return the name, or {@code null} if it is about the relation or the application's
	 * data
	 */
	@Nullable UnitName unit();

	@Override
	default String hookName() {
		return hookKind().hookName(relation().endpoint());
	}

}
