package io.opsframework.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.StartEvent;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedRelation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RelationDataMapper}: records that a charm reads and writes at its
 * relations.
 */
class RelationDataMapperTests {

	private static final UnitName REMOTE = UnitName.of("postgresql/0");

	private final TestCharm charm = new TestCharm(new Journal(), new MemoryStateStore(), Charm.class);

	private final SimulatedRelation database = this.charm.relate("database:1", "postgresql");

	@BeforeEach
	void becomeLeader() {
		this.charm.juju().setLeader(true);
	}

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void plainRecordIsWrittenAsTextsAndReadAgain() {
		Plain plain = new Plain("wiki", 5432, List.of("a", "b"), Optional.empty());
		start((relation) -> relation.localAppData().set(plain));
		assertThat(this.database.databag("greeter"))
			.isEqualTo(Map.of("name", "wiki", "port-number", "5432", "hosts", "[\"a\",\"b\"]"));
		start((relation) -> assertThat(relation.localAppData(Plain.class)).contains(plain));
	}

	@Test
	void jsonRecordIsWrittenAsJsonAndReadAgain() {
		Encoded encoded = new Encoded("wiki", 5432, true, List.of("a"), new Nested("x"), Optional.of(""));
		start((relation) -> relation.localUnitData().set(encoded));
		assertThat(this.database.databag("greeter/0")).isEqualTo(Map.of("name", "\"wiki\"", "port", "5432", "tls",
				"true", "hosts", "[\"a\"]", "nested", "{\"key\":\"x\"}", "note", "\"\""));
		start((relation) -> assertThat(relation.localUnitData(Encoded.class)).contains(encoded));
	}

	@Test
	void dataOfPythonsRelationSaveIsReadWithoutItsQuotes() {
		this.database.updateDatabag("postgresql", Map.of("name", "\"w\\u00efki\"", "port", "5432", "tls", "false",
				"hosts", "[\"a\", \"b\"]", "nested", "{\"key\": \"x\"}", "note", "null"));
		start((relation) -> assertThat(relation.remoteAppData(Encoded.class))
			.contains(new Encoded("wïki", 5432, false, List.of("a", "b"), new Nested("x"), Optional.empty())));
	}

	@Test
	void keysOfOthersNeedNotBeJson() {
		this.database.updateDatabag("postgresql/0",
				Map.of("ingress-address", "10.0.0.5", "egress-subnets", "{", "name", "\"x\""));
		start((relation) -> assertThat(relation.remoteUnitData(REMOTE, Named.class)).contains(new Named("x")));
	}

	@Test
	void nullOfJsonIsAsGoodAsMissing() {
		this.database.updateDatabag("postgresql", Map.of("name", " null "));
		start((relation) -> {
			assertThat(relation.remoteAppData().missingKeys(Named.class)).containsExactly("name");
			assertThat(relation.remoteAppData(Named.class)).isEmpty();
			assertThat(relation.remoteAppData(PlainNamed.class)).contains(new PlainNamed(" null "));
		});
	}

	@Test
	void dataThatIsNotThereYetIsEmpty() {
		start((relation) -> {
			assertThat(relation.remoteAppData(Plain.class)).isEmpty();
			assertThat(relation.remoteUnitData(REMOTE, Plain.class)).isEmpty();
			assertThat(relation.remoteUnitData(REMOTE).missingKeys(Plain.class)).containsExactly("name", "port-number",
					"hosts");
		});
	}

	@Test
	void valueThatIsNoJsonIsAnErrorThatNamesAllButTheValue() {
		this.database.updateDatabag("postgresql", Map.of("name", "s3cret"));
		start((relation) -> assertThatExceptionOfType(RelationDataException.class)
			.isThrownBy(() -> relation.remoteAppData(Named.class))
			.withMessageStartingWith(
					"The databag of postgresql in relation database:1 does not make a Named: 'name' is not JSON")
			.withMessageEndingWith(" (component name)")
			.withMessageNotContaining("s3cret"));
	}

	@Test
	void onlyDifferencesAreSentAndOtherKeysStay() {
		this.database.updateDatabag("greeter",
				Map.of("name", "wiki", "port-number", "1", "hosts", "[\"a\"]", "note", "old", "other", "stays"));
		start((relation) -> relation.localAppData().set(new Plain("wiki", 2, List.of("a"), Optional.empty())));
		assertThat(this.charm.calls("relation-set")).singleElement()
			.asString()
			.endsWith(" < {\"port-number\":\"2\",\"note\":\"\"}");
		assertThat(this.database.databag("greeter")).containsEntry("other", "stays");
		start((relation) -> relation.localAppData().set(new Plain("wiki", 2, List.of("a"), Optional.empty())));
		assertThat(this.charm.calls("relation-set")).isEmpty();
	}

	@Test
	void whatWasWrittenInAnotherSpellingIsReplaced() {
		this.database.updateDatabag("greeter", Map.of("portNumber", "1", "note", "n"));
		start((relation) -> {
			Plain plain = new Plain("wiki", 2, List.of(), Optional.of("n"));
			relation.localAppData().set(plain);
			assertThat(relation.localAppData(Plain.class)).contains(plain);
		});
		assertThat(this.database.databag("greeter")).containsOnlyKeys("name", "port-number", "hosts", "note");
	}

	@Test
	void recordOfNonLeaderIsRefusedAsWrite() {
		this.charm.juju().setLeader(false);
		start((relation) -> {
			assertThatExceptionOfType(RelationDataAccessException.class)
				.isThrownBy(() -> relation.localAppData().set(new PlainNamed("x")))
				.withMessageContaining("only the leader may write");
			assertThatExceptionOfType(RelationDataAccessException.class)
				.isThrownBy(() -> relation.localAppData(PlainNamed.class))
				.withMessageContaining("only the leader may read");
			assertThatExceptionOfType(RelationDataAccessException.class)
				.isThrownBy(() -> relation.remoteAppData().set(new PlainNamed("x")));
		});
		assertThat(this.charm.calls()).doesNotContain("relation-get", "relation-set");
	}

	@Test
	void recordOfRelationThatIsGoneIsEmpty() {
		this.charm.journal()
			.when("start",
					(event) -> assertThat(this.charm.bean(CurrentHook.class)
						.get()
						.relation(RelationId.of("database:99"))
						.remoteAppData(Plain.class)).isEmpty());
		this.charm.hook("start");
		assertThat(this.charm.journal().take()).containsExactly("start");
	}

	private void start(Consumer<Relation> listener) {
		this.charm.journal()
			.when("start", (event) -> listener.accept(this.charm.bean(Model.class).relation("database").orElseThrow()));
		this.charm.hook("start");
		assertThat(this.charm.journal().take()).containsExactly("start");
	}

	record Plain(String name, int portNumber, List<String> hosts, Optional<String> note) {
	}

	record PlainNamed(String name) {
	}

	@JsonRelationData
	record Named(String name) {
	}

	@JsonRelationData
	record Encoded(String name, int port, boolean tls, List<String> hosts, Nested nested, Optional<String> note) {
	}

	record Nested(String key) {
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

	}

}
