package io.opsframework.testing;

import java.util.Map;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.model.Status;
import io.opsframework.simulation.JujuLogLine;
import io.opsframework.simulation.ModelIdentity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Scenario}.
 */
class ScenarioTests {

	private static TestCharm context;

	private final Scenario scenario = context.scenario();

	private final State state = State.initial().withConfig("port", 80);

	@BeforeAll
	static void start() {
		context = TestCharm.of(RecordingCharm.CHARMCRAFT, RecordingCharm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void runKeepsStatusesVersionsAndLog() {
		Outcome outcome = this.scenario.run(Events.install(), this.state);
		assertThat(outcome.unitStatuses()).containsExactly(Status.unknown(), Status.maintenance("installing"),
				Status.waiting("for container web"));
		assertThat(outcome.state().unitStatus()).isEqualTo(Status.waiting("for container web"));
		assertThat(outcome.workloadVersions()).containsExactly("", "1.0");
		assertThat(outcome.state().workloadVersion()).isEqualTo("1.0");
		assertThat(outcome.log()).extracting(JujuLogLine::message).containsExactly("installed");
	}

	@Test
	void runLeavesTheStateThatItWasGiven() {
		RelationState database = RelationState.of("database:1", "postgresql").withRemoteUnit("postgresql/0", Map.of());
		State before = this.state.withRelations(database);
		Outcome outcome = this.scenario.run(Events.relationJoined(database), before);
		assertThat(before).isEqualTo(this.state.withRelations(database));
		assertThat(outcome.state().relation(1).localUnitData()).containsEntry("seen", "postgresql/0");
	}

	@Test
	void runWithRelationCreatedGivesUnitTheAddressesThatJujuWrites() {
		RelationState database = RelationState.of("database:1", "postgresql")
			.withLocalUnitData(Map.of("ingress-address", "10.1.2.3"));
		RelationState cluster = RelationState.peers("cluster:2", "greeter");
		State before = this.state.withRelations(database, cluster)
			.withModel(ModelIdentity.DEFAULT.withJujuVersion("4.0.15"));
		State after = this.scenario.run(Events.relationCreated(database), before).state();
		assertThat(after.relation(1).localUnitData())
			.isEqualTo(Map.of("ingress-address", "10.1.2.3", "egress-subnets", "192.0.2.0/32"));
		assertThat(after.relation(2).localUnitData()).isEmpty();
		assertThat(this.scenario.run(Events.relationCreated(cluster), after).state().relation(2).localUnitData())
			.isEqualTo(Map.of("ingress-address", "192.0.2.0", "egress-subnets", "192.0.2.0/32"));
	}

	@Test
	void runWhenNothingChangesGivesTheSameState() {
		RelationState database = RelationState.of("database:1", "postgresql").withRemoteAppData(Map.of("key", "value"));
		RelationState cluster = RelationState.peers("cluster:2", "greeter")
			.withRemoteUnit("greeter/1", Map.of("a", "b"))
			.withLocalAppData(Map.of("c", "d"));
		RelationState host = RelationState.subordinate("host:3", "machine/4");
		State before = this.state.withRelations(cluster, database, host)
			.withContainers(ContainerState.started("web"))
			.withModel(new ModelIdentity("prod", "1b4e28ba", "3.5.1"))
			.withLeader(true)
			.withUnitStatus(Status.active())
			.withApplicationStatus(Status.active("leading"))
			.withWorkloadVersion("2.0")
			.withPlannedUnits(3)
			.withLastValidConfig(Map.of("port", 80))
			.withUnitState(Map.of("seen", "1"));
		assertThat(this.scenario.run(Events.start(), before).state()).isEqualTo(before);
	}

	@Test
	void runListsHookToolsAndEvents() {
		Outcome outcome = this.scenario.run(Events.configChanged(), this.state);
		assertThat(outcome.hookTools()).extracting(HookToolExecution::call)
			.map(Object::toString)
			.containsExactly("config-get", "is-leader", "status-set");
		assertThat(outcome.events()).containsExactly(new ConfigChangedEvent(), new RecordingCharm.Configured("Hello"));
	}

	@Test
	void runWithDeferralKeepsAnEntryAndReplaysIt() {
		Outcome first = this.scenario.run(Events.configChanged(), State.initial());
		assertThat(first.state().deferred()).singleElement().satisfies((entry) -> {
			assertThat(entry.name()).isEqualTo("config-changed");
			assertThat(entry.reason()).isEqualTo("no port yet");
		});
		Outcome second = this.scenario.run(Events.start(), first.state().withConfig("port", 80));
		assertThat(second.events()).contains(new RecordingCharm.Configured("Hello"));
		assertThat(second.state().deferred()).isEmpty();
	}

	@Test
	void runWithDeferredEntryOfTheTestReplaysIt() {
		String listener = this.scenario.run(Events.configChanged(), State.initial())
			.state()
			.deferred()
			.get(0)
			.listener();
		State before = this.state.withDeferred(Events.configChanged().deferredBy(listener, "not now"));
		Outcome outcome = this.scenario.run(Events.start(), before);
		assertThat(outcome.events()).contains(new RecordingCharm.Configured("Hello"));
	}

	@Test
	void runWithDeferredEntryOfUnknownListenerIsRefused() {
		State before = this.state.withDeferred(Events.configChanged().deferredBy("typo", "not now"));
		assertThatExceptionOfType(InconsistentStateException.class)
			.isThrownBy(() -> this.scenario.run(Events.start(), before))
			.withMessageContaining("no listener 'typo'")
			.withMessageContaining("#configChanged(ConfigChangedEvent)");
	}

	@Test
	void runWithCollectUnitStatusDoesNothingElse() {
		State deferred = this.scenario.run(Events.configChanged(), State.initial()).state();
		Outcome outcome = this.scenario.run(Events.collectUnitStatus(),
				deferred.withConfig("port", 80)
					.withLeader(true)
					.withUnitStatus(Status.unknown())
					.withContainers(ContainerState.started("web")));
		assertThat(outcome.state().unitStatus()).isEqualTo(Status.active());
		assertThat(outcome.state().applicationStatus()).isEqualTo(Status.active("leading"));
		assertThat(outcome.events()).isEmpty();
		assertThat(outcome.state().deferred()).isEqualTo(deferred.deferred());
	}

	@Test
	void runWithCustomEventDeliversItInAHookOfItsOwn() {
		RelationState database = RelationState.of("database:1", "postgresql");
		Outcome outcome = this.scenario.run(Events.custom(new RecordingCharm.Asked("you")),
				this.state.withRelations(database));
		assertThat(outcome.events()).containsExactly(new RecordingCharm.Asked("you"));
		assertThat(outcome.state().relation(1).localUnitData()).containsEntry("asked", "you");
		assertThat(outcome.state().unitStatus()).isEqualTo(Status.waiting("for container web"));
	}

	@Test
	void runWhenCharmThrowsThrowsTheOriginal() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.scenario.run(Events.updateStatus(), this.state))
			.withMessage("broken");
	}

	@Test
	void runAfterAFailureBeginsAnew() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.scenario.run(Events.updateStatus(), this.state));
		assertThat(this.scenario.run(Events.start(), this.state).unitStatuses()).first().isEqualTo(Status.unknown());
	}

	@Test
	void runWithActionGivesResultsAndLog() {
		Outcome outcome = this.scenario.run(Events.action("backup", Map.of("target", "s3")), this.state);
		assertThat(outcome.actionFailure()).isNull();
		assertThat(outcome.requireAction().results()).containsOnly(Map.entry("target", "s3"), Map.entry("level", "1"));
		assertThat(outcome.requireAction().log()).containsExactly("backing up");
	}

	@Test
	void runWithActionThatFailsGivesOutcome() {
		Outcome outcome = this.scenario.run(Events.action("fail"), this.state);
		assertThat(outcome.actionFailure()).isEqualTo("no space left");
		assertThat(outcome.requireAction().results()).containsEntry("done", "half");
		assertThat(outcome.state().unitStatus()).isEqualTo(Status.waiting("for container web"));
	}

	@Test
	void actionFailureWhenEventIsNoActionFails() {
		Outcome outcome = this.scenario.run(Events.start(), this.state);
		assertThatIllegalStateException().isThrownBy(outcome::actionFailure)
			.withMessageContaining("Events.action(name)");
	}

	@Test
	void runWithRelationChangedOfApplicationNamesNoUnit() {
		RelationState database = RelationState.of("database:1", "postgresql").withRemoteAppData(Map.of("key", "value"));
		Outcome outcome = this.scenario.run(Events.relationAppChanged(database), this.state.withRelations(database));
		assertThat(outcome.events()).singleElement().isInstanceOfSatisfying(RelationChangedEvent.class, (event) -> {
			assertThat(event.unit()).isNull();
			assertThat(event.application()).isEqualTo("postgresql");
		});
	}

	@Test
	void runWithLeaderWritesApplicationData() {
		RelationState database = RelationState.of("database:1", "postgresql");
		State before = this.state.withRelations(database).withLeader(true);
		Outcome outcome = this.scenario.run(Events.leaderElected(), before);
		assertThat(outcome.state().relation(1)).isEqualTo(database.withLocalAppData(Map.of("database", "greeter")));
		assertThat(outcome.applicationStatuses()).last().isEqualTo(Status.active("leading"));
	}

	@Test
	void runWithConnectableContainerIsSeenByCharm() {
		Outcome outcome = this.scenario.run(Events.pebbleReady("web"),
				this.state.withContainers(ContainerState.started("web")));
		assertThat(outcome.state().unitStatus()).isEqualTo(Status.active());
	}

	@Test
	void runWithRelationDepartedTakesUnitOutAndLeavesItsData() {
		RelationState database = RelationState.of("database:1", "postgresql")
			.withRemoteUnit("postgresql/0", Map.of("key", "val"))
			.withRemoteUnit("postgresql/1", Map.of());
		Outcome outcome = this.scenario.run(Events.relationDeparted(database, "postgresql/0"),
				this.state.withRelations(database));
		assertThat(outcome.log()).extracting(JujuLogLine::message).containsExactly("[postgresql/1] val");
		assertThat(outcome.state().relation(1)).isEqualTo(database.withoutRemoteUnit("postgresql/0"));
	}

	@Test
	void runWithRelationBrokenListsRelationAndForgetsIt() {
		RelationState database = RelationState.of("database:1", "postgresql").withRemoteUnit("postgresql/0", Map.of());
		Outcome outcome = this.scenario.run(Events.relationBroken(database), this.state.withRelations(database));
		assertThat(outcome.log()).extracting(JujuLogLine::message).containsExactly("[] [relation database:1]");
		assertThat(outcome.state().relations()).isEmpty();
	}

	@Test
	void runWithUnknownHookStillCollectsStatus() {
		Outcome outcome = this.scenario.run(Events.hook("nobody-knows"), this.state);
		assertThat(outcome.events()).isEmpty();
		assertThat(outcome.state().unitStatus()).isEqualTo(Status.waiting("for container web"));
	}

}
