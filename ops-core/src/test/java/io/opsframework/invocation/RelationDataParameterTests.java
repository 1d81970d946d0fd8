package io.opsframework.invocation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.LocalAppData;
import io.opsframework.listener.LocalUnitData;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnContainer;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.listener.RemoteUnitData;
import io.opsframework.model.JsonRelationData;
import io.opsframework.model.ModelException;
import io.opsframework.model.Relation;
import io.opsframework.model.RelationDataAccessException;
import io.opsframework.model.TooManyRelationsException;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.SimulatedRelation;
import io.opsframework.simulation.SimulatedStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for relation data as parameters of listeners.
 */
class RelationDataParameterTests {

	private static final Map<String, String> COMPLETE = Map.of("user", "greeter", "read-only", "false");

	private static final Map<String, String> INCOMPLETE = Map.of("read-only", "", "user", "greeter");

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private @Nullable TestCharm charm;

	@AfterEach
	void close() {
		if (this.charm != null) {
			this.charm.close();
		}
	}

	@Test
	void requiredIsGivenWhenComplete() {
		TestCharm started = start(Required.class);
		started.relate("database:1", "postgresql").updateDatabag("postgresql", COMPLETE);
		started.relationHook("changed", "database:1", "postgresql/0");
		started.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("changed Credentials[user=greeter, readOnly=false]",
				"config Credentials[user=greeter, readOnly=false]");
		assertThat(started.juju().unitStatus().current()).isEqualTo(SimulatedStatus.UNKNOWN);
	}

	@Test
	void requiredThatIsIncompleteWaitsAndNamesTheKeys() {
		TestCharm started = start(Required.class);
		started.relate("database:1", "postgresql");
		started.relationHook("changed", "database:1", "postgresql/0");
		assertThat(this.journal.take()).isEmpty();
		assertThat(this.store.deferred()).isEmpty();
		assertThat(started.juju().unitStatus().current())
			.isEqualTo(new SimulatedStatus("waiting", "waiting for user, read-only of relation 'database'"));
	}

	@Test
	void otherEventThatNeedsIncompleteDataIsDeferredUntilItIsThere() {
		TestCharm started = start(Required.class);
		SimulatedRelation relation = started.relate("database:1", "postgresql");
		relation.updateDatabag("postgresql", INCOMPLETE);
		started.hook("config-changed");
		assertThat(this.journal.take()).isEmpty();
		assertThat(this.store.deferred("reason")).containsExactly("waiting for read-only of relation 'database'");
		started.hook("update-status");
		assertThat(this.store.deferred()).hasSize(1);
		relation.updateDatabag("postgresql", COMPLETE);
		started.relationHook("changed", "database:1", "postgresql");
		assertThat(this.journal.take()).containsExactly("config Credentials[user=greeter, readOnly=false]",
				"changed Credentials[user=greeter, readOnly=false]");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void requiredWithoutRelationIsBlockedAndDeferred() {
		TestCharm started = start(Required.class);
		started.hook("config-changed");
		assertThat(started.juju().unitStatus().current())
			.isEqualTo(new SimulatedStatus("blocked", "relation 'database' is missing"));
		assertThat(this.store.deferred()).hasSize(1);
	}

	@Test
	void replayKeepsItsEntryWhileDataIsMissingAgain() {
		TestCharm started = start(Deferring.class);
		SimulatedRelation relation = started.relate("database:1", "postgresql");
		relation.updateDatabag("postgresql", COMPLETE);
		started.relationHook("changed", "database:1", "postgresql/0");
		relation.updateDatabag("postgresql", INCOMPLETE);
		started.hook("start");
		assertThat(this.journal.take()).containsExactly("called");
		assertThat(this.store.deferred()).hasSize(1);
		relation.updateDatabag("postgresql", COMPLETE);
		started.hook("start");
		assertThat(this.journal.take()).containsExactly("called");
	}

	@Test
	void relationOfTheEventIsTheOneThatIsMeant() {
		TestCharm started = start(Required.class);
		started.relate("database:1", "postgresql").updateDatabag("postgresql", COMPLETE);
		started.relate("database:2", "mysql").updateDatabag("mysql", Map.of("user", "two", "read-only", "true"));
		started.relationHook("changed", "database:2", "mysql/0");
		assertThat(this.journal.take()).containsExactly("changed Credentials[user=two, readOnly=true]");
	}

	@Test
	void severalRelationsForOneParameterAreAnError() {
		TestCharm started = start(Required.class);
		started.relate("database:1", "postgresql");
		started.relate("database:2", "mysql");
		assertThatExceptionOfType(TooManyRelationsException.class).isThrownBy(() -> started.hook("config-changed"))
			.withMessageContaining("'database' has 2 relations");
	}

	@Test
	void optionalAndNullableAreEmptyWhileIncomplete() {
		TestCharm started = start(Lenient.class);
		started.hook("start");
		SimulatedRelation relation = started.relate("database:1", "postgresql");
		started.hook("start");
		relation.updateDatabag("postgresql", COMPLETE);
		started.hook("start");
		assertThat(this.journal.take()).containsExactly("Optional.empty null", "Optional.empty null",
				"Optional[Credentials[user=greeter, readOnly=false]] Credentials[user=greeter, readOnly=false]");
		assertThat(started.juju().unitStatus().current()).isEqualTo(SimulatedStatus.UNKNOWN);
	}

	@Test
	void mapHasTheCompleteOnesOfAllActiveRelations() {
		TestCharm started = start(All.class);
		started.relate("database:1", "postgresql").updateDatabag("postgresql", COMPLETE);
		started.relate("database:2", "mysql").updateDatabag("mysql", INCOMPLETE);
		started.relate("database:3", "maria").updateDatabag("maria", COMPLETE);
		started.hook("start");
		started.relationHook("changed", "database:2", "mysql/0");
		started.relationHook("broken", "database:3", "maria");
		assertThat(this.journal.take()).containsExactly("start [database:1, database:3]",
				"relation [database:1, database:3]", "relation [database:1]");
	}

	@Test
	void unitDataIsThatOfTheEventsUnit() {
		TestCharm started = start(Units.class);
		SimulatedRelation relation = started.relate("database:1", "postgresql");
		relation.updateDatabag("postgresql/0", COMPLETE);
		relation.updateDatabag("greeter/0", Map.of("user", "local", "read-only", "true"));
		started.relationHook("joined", "database:1", "postgresql/0");
		assertThat(this.journal.take()).containsExactly("remote Credentials[user=greeter, readOnly=false]",
				"local Credentials[user=local, readOnly=true]");
	}

	@Test
	void localApplicationDataOfNonLeaderIsRefused() {
		TestCharm started = start(LocalApplication.class);
		SimulatedRelation relation = started.relate("database:1", "postgresql");
		relation.updateDatabag("greeter", COMPLETE);
		assertThatExceptionOfType(RelationDataAccessException.class).isThrownBy(() -> started.hook("start"));
		started.juju().setLeader(true);
		started.hook("start");
		assertThat(this.journal.take()).containsExactly("Credentials[user=greeter, readOnly=false]");
	}

	@Test
	void malformedDataIsAnErrorThatNamesAllButTheValue() {
		TestCharm started = start(Required.class);
		started.relate("database:1", "postgresql")
			.updateDatabag("postgresql", Map.of("user", "greeter", "read-only", "s3cret"));
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> started.relationHook("changed", "database:1", "postgresql/0"))
			.withMessageContaining("database:1")
			.withMessageContaining("postgresql")
			.withMessageContaining("Credentials")
			.withMessageContaining("'read-only' is not true or false")
			.withMessageNotContaining("s3cret")
			.satisfies((ex) -> assertThat(stackTrace(ex)).doesNotContain("s3cret"));
	}

	@Test
	void jsonRecordIsReadAsAnywhere() {
		TestCharm started = start(Encoded.class);
		SimulatedRelation relation = started.relate("database:1", "postgresql");
		relation.updateDatabag("postgresql", Map.of("user", "null", "read-only", "true"));
		started.relationHook("changed", "database:1", "postgresql/0");
		assertThat(started.juju().unitStatus().current().message())
			.isEqualTo("waiting for user of relation 'database'");
		relation.updateDatabag("postgresql", Map.of("user", "\"greeter\""));
		started.relationHook("changed", "database:1", "postgresql/0");
		assertThat(this.journal.take()).containsExactly("JsonCredentials[user=greeter, readOnly=true]");
	}

	@Test
	void malformedLocalDataIsSaidToBeLocal() {
		TestCharm started = start(Units.class);
		SimulatedRelation relation = started.relate("database:1", "postgresql");
		relation.updateDatabag("postgresql/0", COMPLETE);
		relation.updateDatabag("greeter/0", Map.of("user", "local", "read-only", "maybe"));
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> started.relationHook("joined", "database:1", "postgresql/0"))
			.withMessageContaining("greeter/0")
			.withMessageNotContaining("postgresql");
	}

	@Test
	void actionFailsWhileDataIsMissing() {
		TestCharm started = start(Action.class);
		assertThat(started.action("backup", Map.of()).failure()).isEqualTo("relation 'database' is missing");
		started.relate("database:1", "postgresql");
		assertThat(started.action("backup", Map.of()).failure())
			.isEqualTo("waiting for user, read-only of relation 'database'");
		assertThat(this.journal.take()).isEmpty();
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void endpointThatIsNotDeclaredStopsTheContext() {
		InvalidListenerException refusal = TestCharm.refusal(Undeclared.class);
		assertThat(refusal).hasMessageContaining("Undeclared.status")
			.hasMessageContaining("endpoint 'databse', which the charm does not declare");
		assertThat(refusal.getAction()).contains("database");
	}

	@Test
	void missingEndpointOnListenerOfNoRelationStopsTheContext() {
		assertThat(TestCharm.refusal(Nameless.class)).hasMessageContaining("without an endpoint");
		assertThat(TestCharm.refusal(NamelessOfContainer.class)).hasMessageContaining("without an endpoint");
	}

	@Test
	void dataThatIsNoRecordStopsTheContext() {
		assertThat(TestCharm.refusal(NotARecord.class)).hasMessageContaining("SimulatedModel, which is no record");
	}

	@Test
	void eventThatDoesNotComeAgainIsDeferredUntilTheDataIsThere() {
		try (TestCharm charm = new TestCharm(this.journal, this.store, OnJoined.class)) {
			charm.relate("database:1", "postgresql");
			charm.relationHook("joined", "database:1", "postgresql/0");
			assertThat(this.journal.take()).isEmpty();
			assertThat(this.store.deferred()).hasSize(1);
			charm.juju().relation(1).updateDatabag("postgresql", Map.of("user", "greeter"));
			charm.hook("update-status");
			assertThat(this.journal.take()).containsExactly("joined greeter");
			assertThat(this.store.deferred()).isEmpty();
		}
	}

	@Test
	void requiredDataForTheEndOfTheRelationStopsTheContext() {
		assertThatException().isThrownBy(() -> new TestCharm(OnBroken.class))
			.havingRootCause()
			.withMessageContaining("requires relation data for the end of the relation");
	}

	@Test
	void unitThatNobodyNamesIsAnError() {
		try (TestCharm charm = new TestCharm(this.journal, this.store, OfAnyUnit.class)) {
			charm.relate("database:1", "postgresql").addUnit(UnitName.of("postgresql/1"));
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> charm.hook("update-status"))
				.withMessageContaining("database:1 has 2 units");
		}
	}

	private static String stackTrace(Throwable ex) {
		StringWriter text = new StringWriter();
		ex.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	private TestCharm start(Class<?> component) {
		this.charm = new TestCharm(this.journal, this.store, component);
		return this.charm;
	}

	record Credentials(String user, boolean readOnly) {
	}

	@JsonRelationData
	record JsonCredentials(String user, boolean readOnly) {
	}

	abstract static class Component {

		final Journal journal;

		Component(Journal journal) {
			this.journal = journal;
		}

	}

	static class Required extends Component {

		Required(Journal journal) {
			super(journal);
		}

		@OnRelation("database")
		void changed(RelationChangedEvent event, @RemoteAppData Credentials credentials) {
			this.journal.add("changed " + credentials);
		}

		@OnHook
		void config(ConfigChangedEvent event, @RemoteAppData("database") Credentials credentials) {
			this.journal.add("config " + credentials);
		}

	}

	static class Encoded extends Component {

		Encoded(Journal journal) {
			super(journal);
		}

		@OnRelation("database")
		void changed(@RemoteAppData JsonCredentials credentials) {
			this.journal.add(credentials);
		}

	}

	static class Deferring extends Component {

		Deferring(Journal journal) {
			super(journal);
		}

		@OnRelation("database")
		void changed(RelationChangedEvent event, @RemoteAppData Credentials credentials) {
			this.journal.add("called");
			event.defer("always");
		}

	}

	static class Lenient extends Component {

		Lenient(Journal journal) {
			super(journal);
		}

		@OnHook(StartEvent.class)
		void start(@RemoteAppData("database") Optional<Credentials> optional,
				@RemoteAppData("database") @Nullable Credentials nullable) {
			this.journal.add(optional + " " + nullable);
		}

	}

	static class All extends Component {

		All(Journal journal) {
			super(journal);
		}

		@OnHook(StartEvent.class)
		void start(@RemoteAppData("database") Map<Relation, Credentials> all) {
			this.journal.add("start " + ids(all));
		}

		@OnRelation("database")
		void relation(@RemoteAppData Map<Relation, Credentials> all) {
			this.journal.add("relation " + ids(all));
		}

		private static List<String> ids(Map<Relation, Credentials> all) {
			return all.keySet().stream().map((relation) -> relation.id().toString()).sorted().toList();
		}

	}

	static class Units extends Component {

		Units(Journal journal) {
			super(journal);
		}

		@OnRelation("database")
		void joined(RelationJoinedEvent event, @RemoteUnitData Credentials remote, @LocalUnitData Credentials local) {
			this.journal.add("remote " + remote);
			this.journal.add("local " + local);
		}

	}

	static class LocalApplication extends Component {

		LocalApplication(Journal journal) {
			super(journal);
		}

		@OnHook(StartEvent.class)
		void start(@LocalAppData("database") Credentials credentials) {
			this.journal.add(credentials);
		}

	}

	static class Action extends Component {

		Action(Journal journal) {
			super(journal);
		}

		@OnAction("backup")
		void backup(@RemoteAppData("database") Credentials credentials) {
			this.journal.add(credentials);
		}

	}

	static class Undeclared {

		@OnHook
		void status(UpdateStatusEvent event, @RemoteAppData("databse") Credentials credentials) {
		}

	}

	static class Nameless {

		@OnHook
		void status(UpdateStatusEvent event, @RemoteAppData Credentials credentials) {
		}

	}

	static class NamelessOfContainer {

		@OnContainer("web")
		void web(@RemoteAppData Credentials credentials) {
		}

	}

	static class NotARecord {

		@OnRelation("database")
		void changed(@RemoteAppData SimulatedModel model) {
		}

	}

	record User(String user) {

	}

	static class OnJoined {

		private final Journal journal;

		OnJoined(Journal journal) {
			this.journal = journal;
		}

		@OnRelation("database")
		void joined(RelationJoinedEvent event, @RemoteAppData User user) {
			this.journal.add("joined " + user.user());
		}

	}

	static class OnBroken {

		@OnRelation("database")
		void broken(RelationBrokenEvent event, @RemoteAppData User user) {
		}

	}

	static class OfAnyUnit {

		@OnHook
		void update(UpdateStatusEvent event, @RemoteUnitData("database") User user) {
		}

	}

}
