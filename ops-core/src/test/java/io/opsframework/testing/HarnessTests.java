package io.opsframework.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Application;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.simulation.SimulatedStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Harness}.
 */
class HarnessTests {

	private static TestCharm context;

	private final Harness harness = context.harness();

	@BeforeAll
	static void start() {
		context = TestCharm.of(RecordingCharm.CHARMCRAFT, RecordingCharm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void exampleOfTheFirstVersionWorksLineByLine() {
		int relation = this.harness.addRelation("database", "postgresql");
		this.harness.begin();
		this.harness.addRelationUnit(relation, "postgresql/0", Map.of("key", "val"));
		assertThat(this.harness.charm(RecordingCharm.class, RelationJoinedEvent.class).joined)
			.containsExactly(UnitName.of("postgresql/0"));
		assertThat(this.harness.charm(RecordingCharm.class).changed).containsExactly("val");
	}

	@Test
	void beginTwiceFails() {
		this.harness.begin();
		assertThatIllegalStateException().isThrownBy(this.harness::begin).withMessageContaining("begun already");
	}

	@Test
	void changesBeforeBeginSendNoEvents() {
		int relation = this.harness.addRelation("database", "postgresql", Map.of("key", "app"), Map.of("key", "unit"));
		this.harness.updateConfig(Map.of("port", 80));
		this.harness.setLeader(true);
		this.harness.removeRelation(relation);
		assertThat(sent()).isEmpty();
		assertThat(this.harness.unitStatus()).isEqualTo(Status.unknown());
	}

	@Test
	void beginWithInitialHooksSendsTheEventsOfANewUnit() {
		this.harness.updateConfig(Map.of("port", 80));
		this.harness.addRelation("database", "postgresql", Map.of("key", "app"), Map.of("key", "unit"));
		this.harness.beginWithInitialHooks();
		assertThat(sent()).containsExactly("install", "database-relation-created", "cluster-relation-created",
				"leader-settings-changed", "config-changed", "start", "web-pebble-ready", "database-relation-changed",
				"database-relation-joined", "database-relation-changed");
		assertThat(this.harness.unitStatus()).isEqualTo(Status.active());
	}

	@Test
	void beginWithInitialHooksSendsFollowerWhatItsLeaderWroteAmongPeers() {
		int cluster = this.harness.addRelation("cluster", "greeter");
		this.harness.updateRelationData(cluster, "greeter", Map.of("a", "b"));
		this.harness.beginWithInitialHooks();
		assertThat(sent()).endsWith("start", "web-pebble-ready", "cluster-relation-changed");
	}

	@Test
	void beginWithInitialHooksSendsLeaderNothingOfWhatItWroteAmongPeers() {
		int cluster = this.harness.addRelation("cluster", "greeter");
		this.harness.updateRelationData(cluster, "greeter", Map.of("a", "b"));
		this.harness.setLeader(true);
		this.harness.beginWithInitialHooks();
		assertThat(sent()).endsWith("start", "web-pebble-ready");
	}

	@Test
	void beginWithInitialHooksOnLeaderSendsLeaderElected() {
		this.harness.setLeader(true);
		this.harness.addRelation("cluster", "greeter");
		this.harness.beginWithInitialHooks();
		assertThat(sent()).startsWith("install", "cluster-relation-created", "leader-elected", "config-changed");
		assertThat(this.harness.appStatus()).isEqualTo(Status.active("leading"));
	}

	@Test
	void appStatusThatNoLeaderSetIsThatOfTheUnits() {
		this.harness.begin();
		this.harness.containerReady("web");
		assertThat(this.harness.appStatus()).isEqualTo(Status.active());
		this.harness.juju()
			.model()
			.setPeerStatus(UnitName.of("greeter/1"), SimulatedStatus.of(Status.blocked("no disk")));
		assertThat(this.harness.appStatus()).isEqualTo(Status.blocked("no disk"));
		assertThat(this.harness.state().applicationStatus()).isEqualTo(Status.unknown());
		this.harness.setLeader(true);
		assertThat(this.harness.appStatus()).isEqualTo(Status.active("leading"));
	}

	@Test
	void addRelationCountsFromZeroAndSendsCreated() {
		this.harness.begin();
		assertThat(this.harness.addRelation("database", "postgresql")).isZero();
		assertThat(sent()).containsExactly("database-relation-created");
		assertThat(this.harness.addRelation("website", "haproxy")).isOne();
		assertThat(sent()).containsExactly("website-relation-created");
	}

	@Test
	void addRelationGivesTheOwnUnitAddressesAndOthersNothing() {
		int relation = this.harness.addRelation("database", "postgresql", Map.of(), Map.of("key", "unit"));
		Map<String, String> addresses = Map.of("egress-subnets", "192.0.2.0/32", "ingress-address", "192.0.2.0",
				"private-address", "192.0.2.0");
		assertThat(this.harness.relationData(relation, "greeter/0")).isEqualTo(addresses);
		assertThat(this.harness.relationData(relation, "postgresql/0")).isEqualTo(Map.of("key", "unit"));
		this.harness.beginWithInitialHooks();
		RelationState peers = this.harness.state().relations("cluster").get(0);
		assertThat(peers.localUnitData()).isEqualTo(addresses);
	}

	@Test
	void addRelationWithDataAddsUnit() {
		this.harness.begin();
		int relation = this.harness.addRelation("database", "postgresql", Map.of("key", "app"), Map.of("key", "unit"));
		assertThat(sent()).containsExactly("database-relation-created", "database-relation-changed",
				"database-relation-joined", "database-relation-changed");
		assertThat(this.harness.relationData(relation, "postgresql")).containsOnly(Map.entry("key", "app"));
		assertThat(this.harness.relationData(relation, "postgresql/0")).containsOnly(Map.entry("key", "unit"));
	}

	@Test
	void addRelationOnUndeclaredEndpointFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.addRelation("db", "postgresql"))
			.withMessageContaining("no endpoint 'db'")
			.withMessageContaining("database");
	}

	@Test
	void addRelationWithApplicationThatDoesNotFitFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.addRelation("cluster", "postgresql"))
			.withMessageContaining("peers");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.addRelation("database", "greeter"))
			.withMessageContaining("other applications");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "--flag", "${x}", "pg/0", "pg-1", "Pg", "a\u0000b", "\ud83d\ude00" })
	void addRelationWithWhatNoApplicationIsCalledFails(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.addRelation("database", name))
			.withMessageStartingWith("An application cannot be called '")
			.withMessageContaining("take lower-case letters and digits");
		assertThat(this.harness.state().relations("database")).isEmpty();
	}

	@Test
	void addRelationUnitSendsJoinedAndWithDataChanged() {
		this.harness.begin();
		int relation = this.harness.addRelation("database", "postgresql");
		this.harness.addRelationUnit(relation, "postgresql/0");
		assertThat(sent()).containsExactly("database-relation-joined");
		this.harness.addRelationUnit(relation, "postgresql/1", Map.of("key", "val"));
		assertThat(sent()).containsExactly("database-relation-joined", "database-relation-changed");
	}

	@Test
	void removeRelationUnitSendsDepartedWithDataStillThere() {
		this.harness.begin();
		int relation = this.harness.addRelation("database", "postgresql", Map.of(), Map.of("key", "val"));
		this.harness.removeRelationUnit(relation, "postgresql/0");
		assertThat(sent()).containsExactly("database-relation-departed");
		assertThat(this.harness.relationData(relation, "postgresql/0")).containsEntry("key", "val");
		assertThat(this.harness.state().relation(relation).remoteUnits()).isEmpty();
	}

	@Test
	void removeRelationUnitThatIsNotThereFails() {
		int relation = this.harness.addRelation("database", "postgresql");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.removeRelationUnit(relation, "postgresql/0"))
			.withMessageContaining("postgresql/0");
	}

	@Test
	void removeRelationSendsDepartedAndBrokenAndForgetsIt() {
		this.harness.begin();
		int relation = this.harness.addRelation("database", "postgresql", Map.of(), Map.of());
		this.harness.addRelationUnit(relation, "postgresql/1");
		this.harness.removeRelation(relation);
		assertThat(sent()).containsExactly("database-relation-departed", "database-relation-departed",
				"database-relation-broken");
		assertThat(this.harness.events()).last().isInstanceOf(RelationBrokenEvent.class);
		assertThat(this.harness.state().relations()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.removeRelation(relation))
			.withMessageContaining("no relation 0");
	}

	@Test
	void updateRelationDataOfRemoteSendsChangedOnlyWhereSomethingChanged() {
		this.harness.begin();
		int relation = this.harness.addRelation("database", "postgresql", Map.of(), Map.of("key", "val"));
		this.harness.updateRelationData(relation, "postgresql/0", Map.of("key", "val", "absent", ""));
		assertThat(sent()).isEmpty();
		this.harness.updateRelationData(relation, "postgresql/0", Map.of("key", "other"));
		assertThat(this.harness.charm(RecordingCharm.class).changed).containsExactly("other");
		this.harness.updateRelationData(relation, "postgresql", Map.of("key", "app"));
		assertThat(this.harness.charm(RecordingCharm.class).changed).containsExactly("app");
	}

	@Test
	void updateRelationDataOfOwnSendsNothing() {
		this.harness.begin();
		int relation = this.harness.addRelation("database", "postgresql");
		this.harness.updateRelationData(relation, "greeter/0", Map.of("a", "b"));
		assertThat(sent()).isEmpty();
		this.harness.updateRelationData(relation, "greeter", Map.of("a", "b"));
		assertThat(sent()).isEmpty();
		assertThat(this.harness.relationData(relation, "greeter")).containsEntry("a", "b");
	}

	@Test
	void updateRelationDataAmongPeersSendsChangedToFollowersOnly() {
		this.harness.begin();
		int cluster = this.harness.addRelation("cluster", "greeter");
		this.harness.updateRelationData(cluster, "greeter", Map.of("a", "b"));
		assertThat(sent()).containsExactly("cluster-relation-changed");
		this.harness.setLeader(true);
		this.harness.updateRelationData(cluster, "greeter", Map.of("a", "c"));
		assertThat(sent()).isEmpty();
	}

	@Test
	void updateRelationDataOfStrangerFails() {
		int relation = this.harness.addRelation("database", "postgresql");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.harness.updateRelationData(relation, "postgresql/0", Map.of()))
			.withMessageContaining("addRelationUnit");
	}

	@Test
	void updateConfigSetsAndUnsets() {
		this.harness.begin();
		this.harness.updateConfig(Map.of("greeting", "Hi", "port", 80));
		assertThat(this.harness.events()).containsExactly(new ConfigChangedEvent(),
				new RecordingCharm.Configured("Hi"));
		this.harness.updateConfig(Map.of(), "greeting");
		assertThat(this.harness.events()).contains(new RecordingCharm.Configured("Hello"));
	}

	@Test
	void updateConfigWhenInvalidFailsAndChangesNothing() {
		assertThatExceptionOfType(InconsistentStateException.class)
			.isThrownBy(() -> this.harness.updateConfig(Map.of("greeting", "Hi", "port", "eighty", "colour", "red")))
			.satisfies((ex) -> assertThat(ex.getViolations()).hasSize(2))
			.withMessageContaining("'port'")
			.withMessageContaining("'colour'");
		assertThat(this.harness.state().config()).isEmpty();
	}

	@Test
	void setPlannedUnitsIsWhatTheCharmSees() {
		List<Integer> seen = new ArrayList<>();
		Application application = context.bean(Application.class);
		this.harness.begin();
		for (int planned : List.of(1, 3)) {
			this.harness.setPlannedUnits(planned);
			this.harness.emit(() -> {
				seen.add(application.plannedUnits());
				return new CharmEvent() {
				};
			});
		}
		assertThat(seen).containsExactly(1, 3);
	}

	@Test
	void setLeaderSendsLeaderElectedOnlyWhenTrue() {
		this.harness.begin();
		this.harness.setLeader(true);
		assertThat(sent()).containsExactly("leader-elected");
		this.harness.setLeader(false);
		assertThat(sent()).isEmpty();
	}

	@Test
	void containerReadyConnectsAndSendsPebbleReady() {
		this.harness.begin();
		this.harness.containerReady("web");
		assertThat(sent()).containsExactly("web-pebble-ready");
		assertThat(this.harness.unitStatus()).isEqualTo(Status.active());
		this.harness.setCanConnect("web", false);
		assertThat(this.harness.unitStatus()).isEqualTo(Status.active());
		this.harness.evaluateStatus();
		assertThat(this.harness.unitStatus()).isEqualTo(Status.waiting("for container web"));
	}

	@Test
	void setCanConnectOnUndeclaredContainerFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.setCanConnect("db", true))
			.withMessageContaining("no container 'db'");
	}

	@Test
	void runActionGivesResults() {
		ActionOutput output = this.harness.runAction("backup", Map.of("target", "s3", "level", 2));
		assertThat(output.results()).containsOnly(Map.entry("target", "s3"), Map.entry("level", "2"));
		assertThat(output.log()).containsExactly("backing up");
	}

	@Test
	void runActionThatFailsThrowsWithOutput() {
		assertThatExceptionOfType(TaskFailedException.class).isThrownBy(() -> this.harness.runAction("fail"))
			.withMessage("no space left")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo("fail"))
			.satisfies((ex) -> assertThat(ex.getOutput().results()).containsEntry("done", "half"));
	}

	@Test
	void runActionWithoutRequiredParameterFails() {
		assertThatExceptionOfType(InconsistentStateException.class).isThrownBy(() -> this.harness.runAction("backup"))
			.withMessageContaining("'target'");
	}

	@Test
	void disabledHooksSendNothing() {
		this.harness.begin();
		this.harness.disableHooks();
		this.harness.setLeader(true);
		assertThat(sent()).isEmpty();
		this.harness.enableHooks();
		this.harness.setLeader(true);
		assertThat(sent()).containsExactly("leader-elected");
	}

	@Test
	void withHooksDisabledCanBeNested() {
		this.harness.begin();
		this.harness.withHooksDisabled(() -> {
			this.harness.withHooksDisabled(() -> this.harness.setLeader(true));
			this.harness.setLeader(true);
			assertThat(sent()).isEmpty();
		});
		this.harness.setLeader(true);
		assertThat(sent()).containsExactly("leader-elected");
	}

	@Test
	void deferredEventIsReplayedOnce() {
		this.harness.begin();
		this.harness.updateConfig(Map.of());
		assertThat(this.harness.deferred()).singleElement()
			.satisfies((entry) -> assertThat(entry.name()).isEqualTo("config-changed"));
		this.harness.withHooksDisabled(() -> this.harness.updateConfig(Map.of("port", 80)));
		this.harness.evaluateStatus();
		assertThat(this.harness.events()).isEmpty();
		assertThat(this.harness.deferred()).hasSize(1);
		this.harness.replayDeferred();
		assertThat(this.harness.events()).containsExactly(new RecordingCharm.Configured("Hello"));
		assertThat(this.harness.deferred()).isEmpty();
		this.harness.replayDeferred();
		assertThat(this.harness.events()).isEmpty();
	}

	@Test
	void emitDeliversCustomEventAfterWhatWasDeferred() {
		this.harness.begin();
		int relation = this.harness.addRelation("database", "postgresql");
		this.harness.updateConfig(Map.of());
		this.harness.withHooksDisabled(() -> this.harness.updateConfig(Map.of("port", 80)));
		this.harness.emit(new RecordingCharm.Asked("you"));
		assertThat(this.harness.events()).containsExactly(new RecordingCharm.Configured("Hello"),
				new RecordingCharm.Asked("you"));
		assertThat(this.harness.deferred()).isEmpty();
		assertThat(this.harness.relationData(relation, "greeter/0")).containsEntry("asked", "you");
	}

	@Test
	void emitMakesEventInTheHook() {
		this.harness.begin();
		Model model = context.bean(Model.class);
		this.harness.addRelation("database", "postgresql");
		this.harness.emit(() -> new RecordingCharm.Asked(model.relation("database").orElseThrow().id().toString()));
		assertThat(this.harness.events()).containsExactly(new RecordingCharm.Asked("database:0"));
	}

	@Test
	void emitBeforeBeginFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.harness.emit(new RecordingCharm.Asked("you")))
			.withMessageContaining("begin()");
		assertThat(this.harness.events()).isEmpty();
	}

	@Test
	void hookSendsAnyEventOnceBegun() {
		assertThatIllegalStateException().isThrownBy(() -> this.harness.hook("upgrade-charm"))
			.withMessageContaining("begin()");
		this.harness.begin();
		this.harness.setLeader(true);
		this.harness.hook("upgrade-charm");
		assertThat(sent()).containsExactly("upgrade-charm");
	}

	@Test
	void hookThatFailsIsRolledBack() {
		this.harness.begin();
		int relation = this.harness.addRelation("database", "postgresql");
		this.harness.updateConfig(Map.of());
		this.harness.withHooksDisabled(() -> this.harness.updateConfig(Map.of("port", 80)));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.harness.hook("update-status"))
			.withMessage("broken");
		assertThat(this.harness.relationData(relation, "greeter/0")).containsOnlyKeys("egress-subnets",
				"ingress-address", "private-address");
		assertThat(this.harness.deferred()).hasSize(1);
		assertThat(this.harness.unitStatus()).isEqualTo(Status.maintenance("about to fail"));
	}

	@Test
	void charmIsABeanOfTheLatestHookOnly() {
		this.harness.begin();
		int relation = this.harness.addRelation("database", "postgresql", Map.of(), Map.of("key", "val"));
		RecordingCharm before = this.harness.charm(RecordingCharm.class);
		this.harness.updateRelationData(relation, "postgresql/0", Map.of("key", "new"));
		assertThat(this.harness.charm(RecordingCharm.class)).isNotSameAs(before);
		assertThat(this.harness.charm(RecordingCharm.class).joined).isEmpty();
	}

	@Test
	void charmBeforeAnyHookFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.harness.charm(RecordingCharm.class))
			.withMessageContaining("begin()");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.harness.charm(RecordingCharm.class, RelationJoinedEvent.class))
			.withMessageContaining("RelationJoinedEvent");
	}

	@Test
	void charmOfTypeThatIsNoBeanFails() {
		this.harness.begin();
		this.harness.setLeader(true);
		assertThatIllegalStateException().isThrownBy(() -> this.harness.charm(Harness.class))
			.withMessageContaining(Harness.class.getName());
	}

	private List<String> sent() {
		return this.harness.events()
			.stream()
			.filter(JujuEvent.class::isInstance)
			.map(JujuEvent.class::cast)
			.map(JujuEvent::hookName)
			.toList();
	}

}
