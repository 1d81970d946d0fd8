package io.opsframework.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.charm.RelationMetadata;
import io.opsframework.charm.RelationRole;
import io.opsframework.hooktool.RelationNotFoundException;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * A relation of this application with another one, or with itself for peers. Two are
 * equal if their ids are.
 */
public final class Relation {

	private final Hook hook;

	private final RelationId id;

	private final Map<String, Databag> databags = new HashMap<>();

	private @Nullable List<UnitName> remoteUnits;

	private @Nullable Boolean listed;

	Relation(Hook hook, RelationId id) {
		this.hook = hook;
		this.id = id;
	}

	/**
	 * The relation's id.
	 * @return the id, {@code database:7}
	 */
	public RelationId id() {
		return this.id;
	}

	/**
	 * The charm's name for the relation.
	 * @return the endpoint
	 */
	public String endpoint() {
		return this.id.endpoint();
	}

	/**
	 * Whether the relation is among the units of this application.
	 * @return {@code true} for a peer relation
	 */
	public boolean isPeer() {
		RelationMetadata metadata = this.hook.metadata().relations().get(endpoint());
		return metadata != null && metadata.role() == RelationRole.PEER;
	}

	/**
	 * Whether the relation is in use. It is not while its relation-broken runs, nor when
	 * Juju does not know it any more.
	 * @return {@code false} if the relation is gone or about to go
	 */
	public boolean isActive() {
		return !isBreaking() && isListed();
	}

	/**
	 * The other units: those of the remote application, or this application's other units
	 * for peers. A departing unit is not among them.
	 * @return the names in Juju's order; empty if the relation is gone
	 */
	public List<UnitName> remoteUnits() {
		List<UnitName> units = this.remoteUnits;
		if (units == null) {
			units = listUnits();
			this.remoteUnits = units;
		}
		return units;
	}

	/**
	 * The application on the other side; this application itself for peers.
	 * @return the name, or {@code null} where Juju does not tell it any more
	 */
	public @Nullable String remoteApplication() {
		JujuContext context = this.hook.context();
		if (isPeer()) {
			return context.unit().application();
		}
		if (isOfEvent() && context.remoteApplication().isPresent()) {
			return context.remoteApplication().get();
		}
		return remoteUnits().stream().findFirst().map(UnitName::application).orElseGet(this::askRemoteApplication);
	}

	/**
	 * The model that the other side lives in ({@code relation-model-get}).
	 * @return the model's UUID, which is that of this unit's own model unless the
	 * relation goes to another one
	 * @throws ModelException before Juju 3.6.2, which does not tell it
	 * @throws RelationNotFoundException if Juju does not know the relation any more
	 */
	public String remoteModelUuid() {
		if (isPeer()) {
			return this.hook.context().modelUuid();
		}
		this.hook.requireJuju(3, 6, 2, "does not tell the model of the other side of relation %s".formatted(this.id));
		return this.hook.tools().relationModelGet(this.id);
	}

	/**
	 * The remote application's databag.
	 * @return the databag, read-only
	 * @throws ModelException if Juju does not tell the remote application any more
	 */
	public Databag remoteAppData() {
		String application = remoteApplication();
		if (application == null) {
			throw new ModelException("The remote application of relation %s is not known any more".formatted(this.id));
		}
		return databag(application, true, false);
	}

	/**
	 * The remote application's data as a record.
	 * @param <T> the record's type
	 * @param type the record's type
	 * @return the record, or empty while keys that it requires are missing, or where Juju
	 * does not tell the remote application any more
	 * @throws RelationDataException if a value is not what its component takes
	 */
	public <T extends Record> Optional<T> remoteAppData(Class<T> type) {
		return (remoteApplication() != null) ? remoteAppData().as(type) : Optional.empty();
	}

	/**
	 * A remote unit's databag. Those of departed units stay readable as long as the
	 * relation is there.
	 * @param unit the unit
	 * @return the databag; read-only unless it is this unit's own
	 */
	public Databag remoteUnitData(UnitName unit) {
		return databag(unit.toString(), false, unit.equals(this.hook.context().unit()));
	}

	/**
	 * A remote unit's data as a record.
	 * @param <T> the record's type
	 * @param unit the unit
	 * @param type the record's type
	 * @return the record, or empty while keys that it requires are missing
	 * @throws RelationDataException if a value is not what its component takes
	 */
	public <T extends Record> Optional<T> remoteUnitData(UnitName unit, Class<T> type) {
		return remoteUnitData(unit).as(type);
	}

	/**
	 * This application's databag. Only the leader may write it and, but for peers, read
	 * it.
	 * @return the databag
	 */
	public Databag localAppData() {
		return databag(this.hook.context().unit().application(), true, true);
	}

	/**
	 * This application's data as a record.
	 * @param <T> the record's type
	 * @param type the record's type
	 * @return the record, or empty while keys that it requires are missing
	 * @throws RelationDataAccessException if this unit is not the leader, but for peers
	 * @throws RelationDataException if a value is not what its component takes
	 */
	public <T extends Record> Optional<T> localAppData(Class<T> type) {
		return localAppData().as(type);
	}

	/**
	 * This unit's databag.
	 * @return the databag
	 */
	public Databag localUnitData() {
		return databag(this.hook.context().unit().toString(), false, true);
	}

	/**
	 * This unit's data as a record.
	 * @param <T> the record's type
	 * @param type the record's type
	 * @return the record, or empty while keys that it requires are missing
	 * @throws RelationDataException if a value is not what its component takes
	 */
	public <T extends Record> Optional<T> localUnitData(Class<T> type) {
		return localUnitData().as(type);
	}

	/**
	 * This unit's addresses as this relation has them, to be told to the other side.
	 * @return the binding of the endpoint
	 */
	public Binding binding() {
		return new Binding(() -> this.hook, endpoint(), this.id);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Relation relation && this.id.equals(relation.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	@Override
	public String toString() {
		return "relation " + this.id;
	}

	private Databag databag(String owner, boolean application, boolean local) {
		boolean own = local || (application && isPeer());
		return this.databags.computeIfAbsent(owner, (key) -> new Databag(this.hook, this, key, application, own));
	}

	private boolean isOfEvent() {
		return this.hook.context().find(JujuVariable.JUJU_RELATION_ID).filter(this.id.toString()::equals).isPresent();
	}

	private boolean isBreaking() {
		return isOfEvent() && this.hook.context().dispatchPath().kind() == HookKind.RELATION_BROKEN;
	}

	private boolean isListed() {
		if (this.listed == null) {
			remoteUnits();
		}
		return Boolean.TRUE.equals(this.listed);
	}

	private List<UnitName> listUnits() {
		try {
			List<UnitName> units = this.hook.tools().relationList(this.id);
			this.listed = true;
			return units;
		}
		catch (RelationNotFoundException ex) {
			this.listed = false;
			return List.of();
		}
	}

	private @Nullable String askRemoteApplication() {
		try {
			return isListed() ? this.hook.tools().relationRemoteApplication(this.id) : null;
		}
		catch (RelationNotFoundException ex) {
			return null;
		}
	}

}
