package io.opsframework.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedRelation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Databag}: what listeners of a charm read and write, and what Juju gets
 * to see of it.
 */
class DatabagTests {

	private final TestCharm charm = new TestCharm(new Journal(), new MemoryStateStore(), Charm.class);

	private final SimulatedRelation database = this.charm.relate("database:1", "postgresql");

	@BeforeEach
	void fillDatabags() {
		this.database.updateDatabag("greeter/0", Map.of("kept", "1", "old", "2"));
		this.database.updateDatabag("postgresql", Map.of("url", "pg"));
		this.database.updateDatabag("postgresql/0", Map.of("host", "10.0.0.1"));
	}

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void readsWithOneCallInHook() {
		start((relation) -> {
			assertThat(relation.remoteAppData()).containsExactly(Map.entry("url", "pg"));
			assertThat(relation.remoteAppData().get("url")).isEqualTo("pg");
			assertThat(relation.remoteAppData().get("none")).isNull();
			assertThat(relation.remoteAppData().containsKey("none")).isFalse();
			assertThat(relation.remoteUnitData(UnitName.of("postgresql/0"))).containsEntry("host", "10.0.0.1");
		});
		assertThat(this.charm.calls("relation-get")).containsExactly("--format=json -r database:1 --app - postgresql",
				"--format=json -r database:1 - postgresql/0");
	}

	@Test
	void recordThatContainsItselfIsRefusedByName() {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		start((relation) -> {
			Databag databag = relation.localUnitData();
			assertThatExceptionOfType(RelationDataException.class).isThrownBy(() -> databag.set(new Endless(endless)))
				.withMessage(
						"The databag of greeter/0 in relation database:1 cannot take this Endless: a value has more "
								+ "than 512 levels of nesting: does it contain itself?");
		});
		assertThat(this.charm.calls()).doesNotContain("relation-set");
	}

	@Test
	void readIsFreshInNextHook() {
		start((relation) -> assertThat(relation.remoteAppData()).containsEntry("url", "pg"));
		this.database.updateDatabag("postgresql", Map.of("url", "pg2"));
		start((relation) -> assertThat(relation.remoteAppData()).containsEntry("url", "pg2"));
	}

	@Test
	void writesGoWithOneCallPerDatabagWhenListenerReturns() {
		this.charm.juju().setLeader(true);
		start((relation) -> {
			relation.localUnitData().put("new", "3");
			relation.localAppData().put("role", "app");
			relation.localUnitData().putAll(Map.of("other", "4", "kept", "1"));
			relation.localUnitData().remove("old");
			assertThat(this.charm.calls("relation-set")).isEmpty();
		});
		assertThat(this.charm.calls("relation-set")).containsExactly(
				"-r database:1 --file - < {\"new\":\"3\",\"other\":\"4\",\"old\":\"\"}",
				"-r database:1 --app --file - < {\"role\":\"app\"}");
		assertThat(this.database.databag("greeter/0")).isEqualTo(Map.of("kept", "1", "new", "3", "other", "4"));
	}

	@Test
	void writesAreOfTheListenerThatMadeThem() {
		this.charm.journal().when("start", (event) -> local().put("first", "1"));
		this.charm.journal().when("again", (event) -> local().put("second", "2"));
		this.charm.hook("start");
		assertThat(this.charm.calls("relation-set")).containsExactly("-r database:1 --file - < {\"second\":\"2\"}",
				"-r database:1 --file - < {\"first\":\"1\"}");
	}

	@Test
	void unchangedValuesAndAbsentKeysAreNoCall() {
		start((relation) -> {
			relation.localUnitData().put("kept", "1");
			relation.localUnitData().putAll(Map.of("old", "2"));
			assertThat(relation.localUnitData().remove("none")).isNull();
			relation.localUnitData().put("none", "");
		});
		assertThat(this.charm.calls("relation-set")).isEmpty();
	}

	@Test
	void valueThatIsPutBackIsNoCall() {
		start((relation) -> {
			relation.localUnitData().put("kept", "9");
			relation.localUnitData().put("kept", "1");
			relation.localUnitData().put("new", "9");
			relation.localUnitData().remove("new");
		});
		assertThat(this.charm.calls("relation-set")).isEmpty();
	}

	@Test
	void emptyValueAndClearRemoveKeys() {
		start((relation) -> {
			assertThat(relation.localUnitData().put("kept", "")).isEqualTo("1");
			assertThat(relation.localUnitData()).containsOnlyKeys("old");
			relation.localUnitData().clear();
			assertThat(relation.localUnitData()).isEmpty();
		});
		assertThat(this.charm.calls("relation-set")).hasSize(1);
		assertThat(this.database.databag("greeter/0")).isEmpty();
	}

	@Test
	void readsSeePendingWrites() {
		start((relation) -> {
			Databag databag = relation.localUnitData();
			assertThat(databag.put("new", "3")).isNull();
			assertThat(databag.remove("old")).isEqualTo("2");
			assertThat(databag).isEqualTo(Map.of("kept", "1", "new", "3")).hasSize(2);
			assertThat(databag.get("old")).isNull();
			assertThat(databag.merge("new", "4", String::concat)).isEqualTo("34");
		});
		assertThat(this.charm.calls("relation-get")).hasSize(1);
		assertThat(this.database.databag("greeter/0")).isEqualTo(Map.of("kept", "1", "new", "34"));
	}

	@Test
	void readInLaterListenerSeesWhatWasSent() {
		this.charm.journal().when("again", (event) -> local().put("new", "3"));
		this.charm.journal().when("start", (event) -> this.charm.journal().add(local().get("new")));
		this.charm.hook("start");
		assertThat(this.charm.journal().take()).containsExactly("again", "start", "3");
	}

	@Test
	void writesAreDroppedWhenListenerThrows() {
		this.charm.journal().when("start", (event) -> {
			local().put("new", "3");
			throw new IllegalArgumentException("on purpose");
		});
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.charm.hook("start"));
		assertThat(this.charm.calls("relation-set")).isEmpty();
		start((relation) -> assertThat(relation.localUnitData()).doesNotContainKey("new"));
	}

	@Test
	void changesThroughViewsAreRefusedRatherThanLost() {
		start((relation) -> {
			Databag databag = relation.localUnitData();
			databag.put("new", "3");
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> databag.keySet().removeIf((key) -> true));
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> databag.entrySet().iterator().next().setValue("9"));
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> databag.replaceAll((key, value) -> "9"));
		});
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void nonStringsAreRefusedBeforeAnythingIsSent() {
		Map<String, String> mixed = new HashMap<>(Map.of("new", "3"));
		((Map) mixed).put("port", 8080);
		Map<String, String> withNull = new HashMap<>();
		withNull.put("none", null);
		start((relation) -> {
			Databag databag = relation.localUnitData();
			assertThatExceptionOfType(RelationDataTypeException.class).isThrownBy(() -> databag.putAll(mixed))
				.withMessageContaining("'port' is a java.lang.Integer")
				.withMessageNotContaining("8080");
			assertThatExceptionOfType(RelationDataTypeException.class).isThrownBy(() -> databag.putAll(withNull));
			assertThatExceptionOfType(RelationDataTypeException.class)
				.isThrownBy(() -> databag.putAll((Map) Map.of(1, "one")));
			assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> ((Map) databag).put("port", 8080));
			assertThat(databag).containsOnlyKeys("kept", "old");
		});
		assertThat(this.charm.calls("relation-set")).isEmpty();
	}

	@Test
	void whatJujuCouldNotReadIsRefusedAtTheWrite() {
		start((relation) -> {
			Databag databag = relation.localUnitData();
			assertThatExceptionOfType(RelationDataException.class)
				.isThrownBy(() -> databag.put("half", "\ud83d secret"))
				.withMessageContaining("databag of greeter/0 in relation database:1")
				.withMessageContaining("'half'")
				.withMessageNotContaining("secret");
			assertThatExceptionOfType(RelationDataException.class).isThrownBy(() -> databag.put("\ude00", "low"));
			assertThatExceptionOfType(RelationDataException.class)
				.isThrownBy(() -> databag.put("k".repeat(1023), "long"))
				.withMessageContaining("1025 characters")
				.withMessageContaining("at most 1024");
			assertThatExceptionOfType(RelationDataException.class)
				.isThrownBy(() -> databag.put("\u007f".repeat(171), "escaped"));
			databag.putAll(Map.of("k".repeat(1022), "long", "whole", "\ud83d\ude00"));
		});
		assertThat(this.database.databag("greeter/0")).containsEntry("whole", "\ud83d\ude00")
			.containsEntry("k".repeat(1022), "long")
			.doesNotContainKey("half");
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void typesAreCheckedBeforePermissions() {
		start((relation) -> assertThatExceptionOfType(RelationDataTypeException.class)
			.isThrownBy(() -> relation.remoteAppData().putAll((Map) Map.of("port", 8080))));
		assertThat(this.charm.calls("relation-get")).isEmpty();
	}

	@Test
	void writesOfNonLeaderToApplicationAreRefused() {
		start((relation) -> assertThatExceptionOfType(RelationDataAccessException.class)
			.isThrownBy(() -> relation.localAppData().put("role", "secret-value"))
			.withMessage("Unit greeter/0 is not the leader; only the leader may write the databag of greeter in "
					+ "relation database:1"));
		assertThat(this.charm.calls("relation-set")).isEmpty();
	}

	@Test
	void readsOfNonLeaderOfOwnApplicationAreRefusedButForPeers() {
		SimulatedRelation peers = this.charm.juju().addPeerRelation(RelationId.of("replicas:2"));
		peers.updateDatabag("greeter", Map.of("leader", "greeter/1"));
		start((relation) -> {
			assertThatExceptionOfType(RelationDataAccessException.class)
				.isThrownBy(() -> relation.localAppData().get("a"))
				.withMessageContaining("only the leader may read");
			Relation replicas = relation("replicas");
			assertThat(replicas.localAppData()).containsEntry("leader", "greeter/1");
			assertThatExceptionOfType(RelationDataAccessException.class)
				.isThrownBy(() -> replicas.localAppData().put("leader", "greeter/0"));
		});
	}

	@Test
	void everyWayOfReadingIsChecked() {
		start((relation) -> {
			Databag databag = relation.localAppData();
			List<ThrowingCallable> reads = List.of(() -> databag.get("a"), () -> databag.containsKey("a"),
					databag::size, databag::isEmpty, databag::entrySet, () -> databag.keySet().size(),
					() -> databag.values().iterator(), () -> databag.getOrDefault("a", ""));
			assertThat(reads)
				.allSatisfy((read) -> assertThatExceptionOfType(RelationDataAccessException.class).isThrownBy(read));
		});
		assertThat(this.charm.calls("relation-get")).isEmpty();
	}

	@Test
	void refusedWriteAsksJujuForNothing() {
		start((relation) -> assertThatExceptionOfType(RelationDataAccessException.class)
			.isThrownBy(() -> relation.localAppData().put("role", "app")));
		assertThat(this.charm.calls("relation-get")).isEmpty();
	}

	@Test
	void writesToOthersAreRefused() {
		this.charm.juju().setLeader(true);
		start((relation) -> {
			assertThatExceptionOfType(RelationDataAccessException.class)
				.isThrownBy(() -> relation.remoteAppData().put("url", "mine"))
				.withMessageContaining("only by postgresql itself");
			assertThatExceptionOfType(RelationDataAccessException.class)
				.isThrownBy(() -> relation.remoteUnitData(UnitName.of("postgresql/0")).clear());
		});
		assertThat(this.charm.calls("relation-set")).isEmpty();
	}

	@Test
	void leadershipIsAskedForOnce() {
		this.charm.juju().setLeader(true);
		start((relation) -> {
			relation.localAppData().put("a", "1");
			relation.localAppData().put("b", "2");
		});
		assertThat(this.charm.calls("is-leader")).hasSize(1);
	}

	@Test
	void peersAreTheOtherUnitsOfThisApplication() {
		SimulatedRelation peers = this.charm.juju().addPeerRelation(RelationId.of("replicas:2"));
		peers.addUnit(UnitName.of("greeter/1"));
		peers.updateDatabag("greeter/1", Map.of("ready", "yes"));
		this.charm.juju().setLeader(true);
		start((relation) -> {
			Relation replicas = relation("replicas");
			assertThat(replicas.isPeer()).isTrue();
			assertThat(replicas.remoteApplication()).isEqualTo("greeter");
			assertThat(replicas.remoteUnits()).containsExactly(UnitName.of("greeter/1"));
			assertThat(replicas.remoteAppData()).isSameAs(replicas.localAppData());
			replicas.remoteAppData().put("leader", "greeter/0");
			assertThat(replicas.remoteUnitData(UnitName.of("greeter/1"))).containsEntry("ready", "yes");
			assertThatExceptionOfType(RelationDataAccessException.class)
				.isThrownBy(() -> replicas.remoteUnitData(UnitName.of("greeter/1")).put("ready", "no"));
			replicas.remoteUnitData(UnitName.of("greeter/0")).put("ready", "soon");
		});
		assertThat(peers.databag("greeter")).containsEntry("leader", "greeter/0");
		assertThat(peers.databag("greeter/0")).containsEntry("ready", "soon");
	}

	@Test
	void toStringNamesNoContent() {
		start((relation) -> assertThat(relation.remoteAppData())
			.hasToString("databag of postgresql in relation database:1"));
		assertThat(this.charm.calls("relation-get")).isEmpty();
	}

	@Test
	void failureOfOneDatabagDropsWhatWasToFollow() {
		this.charm.relate("database:2", "mysql");
		this.charm.journal().when("config", (event) -> {
			this.charm.journal().accept("config");
			((ConfigChangedEvent) event).defer("later");
		});
		this.charm.hook("config-changed");
		this.charm.journal().when("config", (event) -> {
			relations(0).localUnitData().put("gone", "1");
			relations(1).localUnitData().put("stale", "1");
			this.charm.juju().removeRelation(1);
		});
		this.charm.journal().when("start", (event) -> relations(1).localUnitData().put("good", "1"));
		this.charm.hook("start");
		assertThat(Objects.requireNonNull(this.charm.juju().relation(2)).databag("greeter/0"))
			.isEqualTo(Map.of("good", "1"));
	}

	private void start(Consumer<Relation> listener) {
		this.charm.journal().when("start", (event) -> listener.accept(relation("database")));
		this.charm.hook("start");
		assertThat(this.charm.journal().take()).contains("start");
	}

	private Relation relation(String endpoint) {
		return this.charm.context().getBean(Model.class).relation(endpoint).orElseThrow();
	}

	private Relation relations(int index) {
		return this.charm.context().getBean(Model.class).relations("database").get(index);
	}

	private Databag local() {
		return relation("database").localUnitData();
	}

	record Endless(List<Object> items) {

	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void again(StartEvent event) {
			this.journal.called("again", event);
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

		@EventListener
		void config(ConfigChangedEvent event) {
			this.journal.called("config", event);
		}

	}

}
