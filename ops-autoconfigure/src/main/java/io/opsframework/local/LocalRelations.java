package io.opsframework.local;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

	/**
	 * The relation that is meant.
	 * @param sides one of them at least
	 * @return the relation's number
	 * @throws CommandException if there is none, or several are meant
	 */
	int find(RelationSides sides) {
		if (sides.endpoint() != null) {
			LocalValues.declared("endpoint", sides.endpoint(), this.metadata.relations());
		}
		List<RelationState> found = relations().stream()
			.filter((relation) -> isOf(relation, sides.endpoint(), sides.application()))
			.toList();
		if (found.isEmpty()) {
			throw new CommandException(notRelated(sides));
		}
		if (found.size() > 1) {
			throw new CommandException((sides.endpoint() != null)
					? "'%s' has several relations; name the application".formatted(sides.endpoint())
					: "'%s' has several relations to %s; name the endpoint".formatted(this.metadata.name(),
							sides.application()));
		}
		return found.get(0).id().number();
	}

	private String notRelated(RelationSides sides) {
		String side = (sides.endpoint() != null) ? sides.endpoint() : this.metadata.name();
		String related = relations().stream()
			.filter((relation) -> isOf(relation, sides.endpoint(), null))
			.map(RelationState::remoteApplication)
			.distinct()
			.collect(Collectors.joining(", "));
		return "'%s' is not related%s".formatted(side,
				(sides.application() != null) ? " to " + sides.application() : "")
				+ (related.isEmpty() ? "" : "; it is to " + related);
	}

	int findMember(String endpoint, String member) {
		if (member.indexOf('/') < 0) {
			return findWith(endpoint, member);
		}
		UnitName unit = LocalValues.unit(member);
		int relation = findWith(endpoint, unit.application());
		if (!isOwn(unit) && !this.harness.state().relation(relation).remoteUnits().containsKey(unit)) {
			throw noUnit(unit);
		}
		return relation;
	}

	private boolean isOwn(UnitName unit) {
		return unit.equals(new UnitName(this.metadata.name(), 0));
	}

	private int findWith(String endpoint, String application) {
		return find(new RelationSides(endpoint, application.equals(this.metadata.name()) ? null : application));
	}

	private static boolean isOf(RelationState relation, @Nullable String endpoint, @Nullable String application) {
		return (endpoint == null || relation.id().endpoint().equals(endpoint))
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
		if (isOwn(unit)) {
			throw new CommandException("%s is the unit that plays".formatted(unit));
		}
		List<RelationState> related = relations().stream()
			.filter((relation) -> relation.remoteUnits().containsKey(unit))
			.toList();
		if (related.isEmpty()) {
			throw noUnit(unit);
		}
		units(unit.application()).remove(unit);
		related.forEach((relation) -> this.harness.removeRelationUnit(relation.id().number(), unit.toString()));
	}

	private List<RelationState> relatedTo(String application) {
		List<RelationState> related = relations().stream()
			.filter((relation) -> relation.remoteApplication().equals(application))
			.toList();
		if (related.isEmpty()) {
			throw application.equals(this.metadata.name())
					? new CommandException("%s has no endpoint for peers".formatted(application))
					: noApplication(application);
		}
		return related;
	}

	CommandException noApplication(String application) {
		return new CommandException("There is no application '%s'; there are %s; integrate adds one"
			.formatted(application, String.join(", ", applications())));
	}

	CommandException noUnit(UnitName unit) {
		return new CommandException("There is no unit '%s'; there are %s; add-unit adds one".formatted(unit,
				allUnits().stream().map(UnitName::toString).collect(Collectors.joining(", "))));
	}

	/**
	 * The applications of the model.
	 * @return the charm's own, and those that are related to it
	 */
	SortedSet<String> applications() {
		SortedSet<String> applications = new TreeSet<>(Set.of(this.metadata.name()));
		relations().forEach((relation) -> applications.add(relation.remoteApplication()));
		return applications;
	}

	/**
	 * The units of the model.
	 * @return the one that plays, its peers, and those that are related to it
	 */
	SortedSet<UnitName> allUnits() {
		SortedSet<UnitName> all = new TreeSet<>(Set.of(new UnitName(this.metadata.name(), 0)));
		relations().forEach((relation) -> all.addAll(relation.remoteUnits().keySet()));
		return all;
	}

	private List<RelationState> relations() {
		return this.harness.state().relations();
	}

}
