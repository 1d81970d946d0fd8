package io.opsframework.local;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.RelationRole;
import io.opsframework.juju.UnitName;
import io.opsframework.testing.Harness;
import io.opsframework.testing.RelationState;
import org.jspecify.annotations.Nullable;

/**
 * The relations of the model, and the units of the applications on their other sides.
 */
final class LocalRelations {

	private final Harness harness;

	private final CharmMetadata metadata;

	private final Map<String, Integer> nextUnit = new TreeMap<>();

	private final Map<String, SortedSet<UnitName>> units = new TreeMap<>();

	LocalRelations(Harness harness, CharmMetadata metadata) {
		this.harness = harness;
		this.metadata = metadata;
		// Its unit 0 is the one that plays.
		this.nextUnit.put(metadata.name(), 1);
	}

	void add(String endpoint, String application) {
		requireNew(endpoint, application);
		int relation = this.harness.addRelation(endpoint, application);
		if (units(application).isEmpty()) {
			newUnit(application);
		}
		units(application).forEach((unit) -> addUnit(relation, unit));
	}

	private void requireNew(String endpoint, String application) {
		if (LocalValues.declared("endpoint", endpoint, this.metadata.relations()).role() == RelationRole.PEER) {
			throw new CommandException(
					"'%s' is for peers; add one with add-unit %s".formatted(endpoint, this.metadata.name()));
		}
		if (application.equals(this.metadata.name())) {
			throw new CommandException("'%s' is for other applications than %s".formatted(endpoint, application));
		}
		if (relations().stream().anyMatch((relation) -> isOf(relation, endpoint, application))) {
			throw new CommandException("'%s' is related to %s already".formatted(endpoint, application));
		}
		int most = this.metadata.relations().get(endpoint).mostRelations();
		if (relations().stream().filter((relation) -> isOf(relation, endpoint, null)).count() >= most) {
			throw new CommandException(
					"'%s' takes %d relation; remove-relation %s makes room".formatted(endpoint, most, endpoint));
		}
	}

	private SortedSet<UnitName> units(String application) {
		return this.units.computeIfAbsent(application, (name) -> new TreeSet<>());
	}

	private UnitName newUnit(String application) {
		int number = this.nextUnit.merge(application, 1, Integer::sum) - 1;
		UnitName unit = new UnitName(application, number);
		units(application).add(unit);
		return unit;
	}

	int find(String endpoint, @Nullable String application) {
		LocalValues.declared("endpoint", endpoint, this.metadata.relations());
		List<RelationState> found = relations().stream()
			.filter((relation) -> isOf(relation, endpoint, application))
			.toList();
		if (found.isEmpty()) {
			throw new CommandException(
					"'%s' is not related%s".formatted(endpoint, (application != null) ? " to " + application : ""));
		}
		if (found.size() > 1) {
			throw new CommandException("'%s' has several relations; name the application".formatted(endpoint));
		}
		return found.get(0).id().number();
	}

	int findMember(String endpoint, String member) {
		if (member.indexOf('/') < 0) {
			return findWith(endpoint, member);
		}
		UnitName unit = LocalValues.unit(member);
		int relation = findWith(endpoint, unit.application());
		if (!isOwn(unit) && !this.harness.state().relation(relation).remoteUnits().containsKey(unit)) {
			throw new CommandException("There is no unit %s; add-unit %s adds one".formatted(unit, unit.application()));
		}
		return relation;
	}

	private boolean isOwn(UnitName unit) {
		return unit.equals(new UnitName(this.metadata.name(), 0));
	}

	private int findWith(String endpoint, String application) {
		return find(endpoint, application.equals(this.metadata.name()) ? null : application);
	}

	private static boolean isOf(RelationState relation, String endpoint, @Nullable String application) {
		return relation.id().endpoint().equals(endpoint)
				&& (application == null || relation.remoteApplication().equals(application));
	}

	void remove(int relation) {
		this.harness.removeRelation(relation);
	}

	void addUnit(String application) {
		List<RelationState> related = relatedTo(application);
		UnitName unit = newUnit(application);
		related.forEach((relation) -> addUnit(relation.id().number(), unit));
	}

	// Juju writes addresses for each unit, so that joined is always followed by changed.
	private void addUnit(int relation, UnitName unit) {
		this.harness.addRelationUnit(relation, unit.toString(),
				this.harness.juju().model().addresses("10.0.0." + (10 + unit.number())));
	}

	void removeUnit(UnitName unit) {
		List<RelationState> related = relatedTo(unit.application()).stream()
			.filter((relation) -> relation.remoteUnits().containsKey(unit))
			.toList();
		if (related.isEmpty()) {
			throw new CommandException(
					isOwn(unit) ? "%s is the unit that plays".formatted(unit) : "There is no unit %s".formatted(unit));
		}
		units(unit.application()).remove(unit);
		related.forEach((relation) -> this.harness.removeRelationUnit(relation.id().number(), unit.toString()));
	}

	private List<RelationState> relatedTo(String application) {
		List<RelationState> related = relations().stream()
			.filter((relation) -> relation.remoteApplication().equals(application))
			.toList();
		if (related.isEmpty()) {
			throw new CommandException("Nothing is related to '%s'".formatted(application));
		}
		return related;
	}

	private List<RelationState> relations() {
		return this.harness.state().relations();
	}

}
