package io.opsframework.model;

import java.util.Map;
import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedRelation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Relation} and the relations of {@link Model}.
 */
class RelationTests {

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	private final Model model = this.charm.context().getBean(Model.class);

	private final SimulatedRelation database = this.charm.relate("database:1", "postgresql");

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void relationWithoutUnitsKnowsItsApplication() {
		this.database.removeUnit(UnitName.of("postgresql/0"));
		hook("start", (event) -> {
			Relation relation = this.model.relation("database").orElseThrow();
			assertThat(relation.remoteUnits()).isEmpty();
			assertThat(relation.remoteApplication()).isEqualTo("postgresql");
			assertThat(relation.isActive()).isTrue();
			assertThat(relation.isPeer()).isFalse();
		});
		assertThat(this.charm.calls("relation-list")).hasSize(2);
	}

	@Test
	void applicationOfTheEventIsNotAskedFor() {
		relationHook("created", "database:1", "postgresql",
				(event) -> assertThat(((RelationEvent) event).relation().remoteApplication()).isEqualTo("postgresql"));
		assertThat(this.charm.calls("relation-list")).noneMatch((call) -> call.contains("--app"));
	}

	@Test
	void relationsAreListedOnceInHook() {
		hook("start", (event) -> {
			assertThat(this.model.relations("database")).isEqualTo(this.model.relations("database"));
			assertThat(this.model.relations("database").get(0)).isSameAs(this.model.relations("database").get(0));
			assertThat(this.model.relation("website")).isEmpty();
		});
		assertThat(this.charm.calls("relation-ids")).containsExactly("database --format=json", "website --format=json");
	}

	@Test
	void brokenRelationIsInactiveAndStillReadable() {
		this.database.updateDatabag("postgresql", Map.of("url", "pg"));
		relationHook("broken", "database:1", "postgresql", (event) -> {
			Relation relation = ((RelationBrokenEvent) event).relation();
			assertThat(relation.isActive()).isFalse();
			assertThat(this.model.relation("database")).isEmpty();
			assertThat(relation.remoteAppData()).containsEntry("url", "pg");
		});
	}

	@Test
	void relationThatEndsIsListedThoughJujuListsItNoMore() {
		this.charm.relate("database:2", "mysql");
		this.database.markDying();
		this.database.removeUnit(UnitName.of("postgresql/0"));
		relationHook("broken", "database:1", "postgresql", (event) -> {
			assertThat(this.model.relations("database")).extracting(Relation::toString, Relation::isActive)
				.containsExactly(tuple("relation database:2", true), tuple("relation database:1", false));
			assertThat(this.model.relation("database"))
				.hasValueSatisfying((relation) -> assertThat(relation).hasToString("relation database:2"));
			assertThat(this.model.relations("website")).isEmpty();
		});
		hook("start", (event) -> assertThat(this.model.relations("database")).hasSize(1));
	}

	@Test
	void departingUnitIsNotListedButReadable() {
		this.database.addUnit(UnitName.of("postgresql/1"));
		this.database.updateDatabag("postgresql/1", Map.of("host", "h"));
		this.database.removeUnit(UnitName.of("postgresql/1"));
		relationHook("departed", "database:1", "postgresql/1", (event) -> {
			RelationDepartedEvent departed = (RelationDepartedEvent) event;
			assertThat(departed.departingUnit()).isEqualTo(departed.unit()).isEqualTo(UnitName.of("postgresql/1"));
			assertThat(departed.relation().isActive()).isTrue();
			assertThat(departed.relation().remoteUnits()).containsExactly(UnitName.of("postgresql/0"));
			assertThat(departed.relation().remoteUnitData(departed.unit())).containsEntry("host", "h");
		});
	}

	@Test
	void changeOfApplicationDataHasNoUnit() {
		relationHook("changed", "database:1", "postgresql", (event) -> {
			assertThat(((RelationChangedEvent) event).unit()).isNull();
			assertThat(((RelationChangedEvent) event).application()).isEqualTo("postgresql");
		});
	}

	@Test
	void brokenEventOfOldJujuHasNoApplication() {
		this.journal.when("event", (event) -> assertThat(((RelationBrokenEvent) event).application()).isNull());
		this.charm.dispatch("hooks/database-relation-broken",
				Map.of("JUJU_RELATION", "database", "JUJU_RELATION_ID", "database:1"));
		assertThat(this.journal.take()).containsExactly("event");
	}

	@Test
	void relationThatIsGoneIsInactiveAndEmpty() {
		this.charm.juju().removeRelation(1);
		relationHook("changed", "database:1", "postgresql/0", (event) -> {
			Relation relation = ((RelationEvent) event).relation();
			assertThat(relation.isActive()).isFalse();
			assertThat(relation.remoteUnits()).isEmpty();
			assertThat(relation.remoteAppData()).isEmpty();
			assertThat(relation.localUnitData()).isEmpty();
			assertThat(this.model.relations("database")).isEmpty();
		});
	}

	@Test
	void unknownEndpointIsAnErrorThatNamesTheDeclaredOnes() {
		hook("start",
				(event) -> assertThatExceptionOfType(ModelException.class)
					.isThrownBy(() -> this.model.relations("databse"))
					.withMessageStartingWith("The charm declares no endpoint 'databse'")
					.withMessageContaining("database"));
		hook("start",
				(event) -> assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.container("db"))
					.withMessage("The charm declares no container 'db'; it declares [web]"));
	}

	@Test
	void severalRelationsAreNotOne() {
		this.charm.relate("database:2", "mysql");
		hook("start", (event) -> {
			assertThatExceptionOfType(TooManyRelationsException.class).isThrownBy(() -> this.model.relation("database"))
				.withMessageContaining("relations(\"database\")");
			assertThat(this.model.relations("database")).extracting(Relation::id)
				.containsExactly(RelationId.of("database:1"), RelationId.of("database:2"));
		});
	}

	@Test
	void relationsThatBreakDoNotCountAsSeveral() {
		this.charm.relate("database:2", "mysql");
		relationHook("broken", "database:2", "mysql", (event) -> assertThat(this.model.relation("database"))
			.hasValueSatisfying((relation) -> assertThat(relation).hasToString("relation database:1")));
	}

	private void hook(String name, Consumer<JujuEvent> assertions) {
		this.journal.when("event", (event) -> assertions.accept((JujuEvent) event));
		this.charm.hook(name);
		assertThat(this.journal.take()).containsExactly("event");
	}

	private void relationHook(String kind, String id, String unit, Consumer<JujuEvent> assertions) {
		this.journal.when("event", (event) -> assertions.accept((JujuEvent) event));
		this.charm.relationHook(kind, id, unit);
		assertThat(this.journal.take()).containsExactly("event");
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void event(JujuEvent event) {
			this.journal.called("event", event);
		}

	}

}
