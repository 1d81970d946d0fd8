package io.opsframework.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import io.opsframework.simulation.SimulatedStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for several units of one application, {@link Harness#addUnit()}.
 */
class HarnessUnitsTests {

	private static final String LEADERS_VIEW = "greeter/0 cluster-relation-changed greeter/1";

	private final TestCharm context = TestCharm.of("""
			name: greeter
			peers:
			  cluster: {interface: greeters}
			requires:
			  database: {interface: postgresql_client}
			storage:
			  data: {type: filesystem, multiple: {range: 0+}}
			config:
			  options:
			    port: {type: int, default: 8080}
			actions:
			  publish: {}
			  read: {}
			""", Charm.class);

	private final Journal journal = this.context.journal();

	private final Harness leader = this.context.harness();

	@AfterEach
	void close() {
		this.context.close();
	}

	private Harness begin() {
		this.leader.setLeader(true);
		this.leader.beginWithInitialHooks();
		Harness follower = this.leader.addUnit();
		follower.beginWithInitialHooks();
		this.journal.take();
		return follower;
	}

	@Test
	void wholeSequenceOfLeaderAndFollower() {
		this.leader.setLeader(true);
		this.leader.beginWithInitialHooks();
		assertThat(this.journal.take()).containsExactly("greeter/0 install", "greeter/0 cluster-relation-created",
				"greeter/0 leader-elected", "greeter/0 config-changed", "greeter/0 start");
		this.leader.runAction("publish");
		assertThat(this.journal.take()).containsExactly("greeter/0 publish");
		Harness follower = this.leader.addUnit();
		assertThat(follower.unit()).isEqualTo(UnitName.of("greeter/1"));
		assertThat(this.journal.take()).containsExactly("greeter/0 cluster-relation-joined greeter/1", LEADERS_VIEW);
		follower.beginWithInitialHooks();
		assertThat(this.journal.take()).containsExactly("greeter/1 install", "greeter/1 cluster-relation-created",
				"greeter/1 leader-settings-changed", "greeter/1 config-changed", "greeter/1 start", LEADERS_VIEW,
				"greeter/1 cluster-relation-changed", "greeter/1 told greeter/0",
				"greeter/1 cluster-relation-joined greeter/0", "greeter/1 cluster-relation-changed greeter/0");
		assertThat(peerData(this.leader, "greeter/1")).containsEntry("started", "greeter/1");
		assertThat(peerData(follower, "greeter/0")).containsEntry("started", "greeter/0");
		follower.setLeader(true);
		assertThat(this.leader.state().leader()).isFalse();
		assertThat(this.journal.take()).containsExactly("greeter/1 leader-elected");
		follower.runAction("publish");
		assertThat(this.journal.take()).containsExactly("greeter/1 publish", "greeter/0 cluster-relation-changed",
				"greeter/0 told greeter/1");
		this.leader.removeRelationUnit(0, "greeter/1");
		assertThat(this.journal.take()).containsExactly("greeter/0 cluster-relation-departed greeter/1");
	}

	@Test
	void whatTheLeaderWritesForItsPeersArrivesAtThem() {
		Harness follower = begin();
		this.leader.runAction("publish");
		assertThat(this.journal.take()).containsExactly("greeter/0 publish", "greeter/1 cluster-relation-changed",
				"greeter/1 told greeter/0");
		assertThat(follower.events()).singleElement().isInstanceOf(RelationChangedEvent.class);
		assertThat(follower.state().relation(0).localAppData()).containsEntry("publisher", "greeter/0");
		this.leader.runAction("publish");
		assertThat(this.journal.take()).containsExactly("greeter/0 publish");
		assertThat(follower.events()).isEmpty();
	}

	@Test
	void hookThatFailsTellsPeersNothing() {
		begin();
		this.journal.fail("greeter/0 publish");
		assertThatIllegalStateException().isThrownBy(() -> this.leader.runAction("publish"));
		assertThat(this.journal.take()).containsExactly("greeter/0 publish");
	}

	@Test
	void oneUnitLeadsAtMost() {
		Harness follower = begin();
		follower.setLeader(true);
		assertThat(this.leader.state().leader()).isFalse();
		this.leader.setLeader(true);
		assertThat(follower.state().leader()).isFalse();
		this.leader.setLeader(false);
		assertThat(List.of(this.leader, follower)).noneMatch((unit) -> unit.state().leader());
	}

	@Test
	void leaderSeesStatusesOfAllUnits() {
		Harness follower = begin();
		follower.juju().model().unitStatus().startWith(new SimulatedStatus("blocked", "alone"));
		this.leader.runAction("publish");
		assertThat(this.leader.appStatus()).isEqualTo(Status.blocked("alone"));
		assertThat(follower.appStatus()).isEqualTo(Status.blocked("alone"));
	}

	@Test
	void plannedUnitsAreAtLeastThoseThatAreThere() {
		Harness follower = begin();
		assertThat(follower.state().plannedUnits()).isEqualTo(2);
		this.leader.setPlannedUnits(5);
		Harness third = follower.addUnit();
		assertThat(third.unit()).hasToString("greeter/2");
		assertThat(List.of(this.leader, follower, third)).allMatch((unit) -> unit.state().plannedUnits() == 5);
		assertThat(third.state().relation(0).remoteUnits()).containsOnlyKeys(UnitName.of("greeter/0"),
				UnitName.of("greeter/1"));
		assertThat(follower.state().relation(0).remoteUnits()).containsOnlyKeys(UnitName.of("greeter/0"),
				UnitName.of("greeter/2"));
	}

	@Test
	void configurationIsThatOfAllUnits() {
		Harness follower = begin();
		follower.updateConfig(Map.of("port", 80));
		assertThat(this.journal.take()).containsExactlyInAnyOrder("greeter/0 config-changed",
				"greeter/1 config-changed");
		assertThat(this.leader.state().config()).containsEntry("port", 80L);
	}

	@Test
	void relationWithAnotherApplicationIsThatOfAllUnits() {
		Harness follower = begin();
		int database = this.leader.addRelation("database", "postgresql", Map.of("url", "db"),
				Map.of("host", "10.0.0.5"));
		assertThat(this.journal.take()).containsExactly("greeter/0 database-relation-created",
				"greeter/1 database-relation-created", "greeter/0 database-relation-changed",
				"greeter/1 database-relation-changed", "greeter/0 database-relation-joined postgresql/0",
				"greeter/1 database-relation-joined postgresql/0", "greeter/0 database-relation-changed postgresql/0",
				"greeter/1 database-relation-changed postgresql/0");
		follower.updateRelationData(database, "postgresql/0", Map.of("host", "10.0.0.6"));
		assertThat(this.journal.take()).containsExactly("greeter/0 database-relation-changed postgresql/0",
				"greeter/1 database-relation-changed postgresql/0");
		assertThat(follower.state().relation(database)).isEqualTo(
				this.leader.state().relation(database).withLocalUnitData(follower.relationData(database, "greeter/1")));
		follower.removeRelation(database);
		assertThat(this.journal.take()).containsExactly("greeter/0 database-relation-departed postgresql/0",
				"greeter/1 database-relation-departed postgresql/0", "greeter/0 database-relation-broken",
				"greeter/1 database-relation-broken");
		assertThat(this.leader.state().relations("database")).isEmpty();
	}

	@Test
	void relationThatIsThereIsThatOfTheNewUnit() {
		this.leader.addRelation("database", "postgresql", Map.of("url", "db"), Map.of());
		Harness second = this.leader.addUnit();
		second.beginWithInitialHooks();
		assertThat(this.journal.take()).contains("greeter/1 database-relation-created",
				"greeter/1 database-relation-joined postgresql/0");
		assertThat(second.addRelation("database", "mysql")).isEqualTo(2);
	}

	@Test
	void secretIsThatOfAllUnitsThatHaveReadIt() {
		Harness follower = begin();
		String secret = this.leader.addUserSecret(Map.of("password", "old"));
		this.leader.grantSecret(secret);
		this.journal.when("greeter/1 read", (event) -> this.context.bean(Model.class).secret(secret).content());
		follower.runAction("read");
		this.leader.setSecretContent(secret, Map.of("password", "new"));
		assertThat(follower.events()).singleElement().isInstanceOf(SecretChangedEvent.class);
		assertThat(this.leader.events()).isEmpty();
	}

	@Test
	void storagesOfUnitsHaveNumbersOfTheirOwn() {
		Harness follower = begin();
		assertThat(this.leader.addStorage("data", 2)).containsExactly("data/0", "data/1");
		assertThat(follower.addStorage("data")).isEqualTo("data/2");
		assertThat(this.leader.state().storages()).hasSize(2);
		assertThat(follower.state().storages()).hasSize(1);
	}

	private static Map<String, String> peerData(Harness unit, String peer) {
		return unit.state().relation(0).remoteUnits().getOrDefault(UnitName.of(peer), new TreeMap<>());
	}

	static class Charm {

		private final Journal journal;

		private final Model model;

		private final Unit unit;

		Charm(Journal journal, Model model, Unit unit) {
			this.journal = journal;
			this.model = model;
			this.unit = unit;
		}

		@EventListener
		void event(JujuEvent event) {
			String line = this.unit.name() + " " + event.hookName();
			boolean ofUnit = event instanceof RelationEvent relation && relation.unit() != null;
			this.journal.called(ofUnit ? line + " " + ((RelationEvent) event).unit() : line, event);
		}

		@OnHook
		void start(StartEvent event) {
			this.model.relation("cluster").orElseThrow().localUnitData().put("started", this.unit.name().toString());
		}

		@OnAction("publish")
		void publish() {
			this.model.relation("cluster").orElseThrow().localAppData().put("publisher", this.unit.name().toString());
		}

		@OnAction("read")
		void read() {
		}

		@OnRelation("cluster")
		void told(RelationChangedEvent event) {
			if (event.unit() == null) {
				String publisher = event.relation().localAppData().get("publisher");
				if (publisher != null) {
					this.journal.add(this.unit.name() + " told " + publisher);
				}
			}
		}

	}

}
