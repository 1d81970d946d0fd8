package io.opsframework.testing;

import java.util.Map;

import io.opsframework.deferral.DeferredEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Events}.
 */
class EventsTests {

	private static final RelationState DATABASE = RelationState.of("database:1", "postgresql")
		.withRemoteUnit("postgresql/3", Map.of())
		.withRemoteUnit("postgresql/10", Map.of());

	@Test
	void plainEventsHaveJujusNames() {
		assertThat(new SimulatedEvent[] { Events.install(), Events.start(), Events.stop(), Events.remove(),
				Events.configChanged(), Events.updateStatus(), Events.upgradeCharm(), Events.leaderElected(),
				Events.preSeriesUpgrade(), Events.postSeriesUpgrade() })
			.extracting(SimulatedEvent::toString)
			.containsExactly("hooks/install", "hooks/start", "hooks/stop", "hooks/remove", "hooks/config-changed",
					"hooks/update-status", "hooks/upgrade-charm", "hooks/leader-elected", "hooks/pre-series-upgrade",
					"hooks/post-series-upgrade");
		assertThat(Events.install().variables()).isEmpty();
	}

	@Test
	void relationCreatedNamesNoUnit() {
		SimulatedEvent event = Events.relationCreated(DATABASE);
		assertThat(event.path()).hasToString("hooks/database-relation-created");
		assertThat(event.variables()).containsOnly(Map.entry("JUJU_RELATION", "database"),
				Map.entry("JUJU_RELATION_ID", "database:1"), Map.entry("JUJU_REMOTE_APP", "postgresql"));
	}

	@Test
	void relationJoinedTakesFirstUnitByNumber() {
		assertThat(Events.relationJoined(DATABASE).variables()).containsEntry("JUJU_REMOTE_UNIT", "postgresql/3");
		assertThat(Events.relationJoined(DATABASE, "postgresql/10").variables()).containsEntry("JUJU_REMOTE_UNIT",
				"postgresql/10");
	}

	@Test
	void relationChangedTakesFirstUnitByNumber() {
		assertThat(Events.relationChanged(DATABASE).variables()).containsEntry("JUJU_REMOTE_UNIT", "postgresql/3");
		assertThat(Events.relationChanged(DATABASE, "postgresql/10").variables()).containsEntry("JUJU_REMOTE_UNIT",
				"postgresql/10");
		RelationState alone = RelationState.of("database:1", "postgresql");
		assertThatIllegalArgumentException().isThrownBy(() -> Events.relationChanged(alone))
			.withMessageContaining("'database:1'")
			.withMessageContaining("relationAppChanged");
	}

	@Test
	void relationAppChangedNamesNoUnit() {
		SimulatedEvent event = Events.relationAppChanged(DATABASE);
		assertThat(event.path()).hasToString("hooks/database-relation-changed");
		assertThat(event.variables()).containsEntry("JUJU_REMOTE_APP", "postgresql")
			.doesNotContainKey("JUJU_REMOTE_UNIT");
	}

	@Test
	void eventThatIsNotJujusCannotBeDeferredByTheTest() {
		assertThatIllegalStateException()
			.isThrownBy(() -> Events.custom(new RecordingCharm.Asked("you")).deferredBy("charm", "later"))
			.withMessageContaining("custom event");
		assertThatIllegalStateException().isThrownBy(() -> Events.collectUnitStatus().deferredBy("charm", "later"))
			.withMessageContaining("events of Juju's");
	}

	@Test
	void relationDepartedNamesWhoLeaves() {
		assertThat(Events.relationDeparted(DATABASE, "postgresql/3").variables())
			.containsEntry("JUJU_REMOTE_UNIT", "postgresql/3")
			.containsEntry("JUJU_DEPARTING_UNIT", "postgresql/3");
		assertThat(Events.relationDeparted(DATABASE, "postgresql/3", "greeter/0").variables())
			.containsEntry("JUJU_REMOTE_UNIT", "postgresql/3")
			.containsEntry("JUJU_DEPARTING_UNIT", "greeter/0");
	}

	@Test
	void pebbleReadyKeepsTheContainersSpelling() {
		SimulatedEvent event = Events.pebbleReady("my_web");
		assertThat(event.path()).hasToString("hooks/my_web-pebble-ready");
		assertThat(event.variables()).containsOnly(Map.entry("JUJU_WORKLOAD_NAME", "my_web"));
	}

	@Test
	void noticesAndChecksAreNamedInVariables() {
		ContainerState web = ContainerState.started("web").withCustomNotice("3", "example.com/done", Map.of());
		SimulatedEvent notice = Events.pebbleCustomNotice("web", web.notices().get(0));
		assertThat(notice.path()).hasToString("hooks/web-pebble-custom-notice");
		assertThat(notice.variables()).containsOnly(Map.entry("JUJU_WORKLOAD_NAME", "web"),
				Map.entry("JUJU_NOTICE_ID", "3"), Map.entry("JUJU_NOTICE_TYPE", "custom"),
				Map.entry("JUJU_NOTICE_KEY", "example.com/done"));
		SimulatedEvent failed = Events.pebbleCheckFailed("web", "up");
		assertThat(failed.path()).hasToString("hooks/web-pebble-check-failed");
		assertThat(failed.variables()).containsOnly(Map.entry("JUJU_WORKLOAD_NAME", "web"),
				Map.entry("JUJU_PEBBLE_CHECK_NAME", "up"));
		assertThat(Events.pebbleCheckRecovered("web", "up").path()).hasToString("hooks/web-pebble-check-recovered");
	}

	@Test
	void actionHasNumbersAsJujuGivesThem() {
		SimulatedEvent event = Events.action("backup", Map.of("level", 2, "ratio", 0.5f));
		assertThat(event.path()).hasToString("actions/backup");
		assertThat(event.variables()).containsEntry("JUJU_ACTION_NAME", "backup").containsKey("JUJU_ACTION_UUID");
		assertThat(event.action()).isNotNull();
		assertThat(event.action().parameters()).containsOnly(Map.entry("level", 2L), Map.entry("ratio", 0.5));
	}

	@Test
	void deferredByMakesAnEntryWithAllVariables() {
		DeferredEvent entry = Events.relationChanged(DATABASE, "postgresql/3").deferredBy("charm.changed", "not yet");
		assertThat(entry.name()).isEqualTo("database-relation-changed");
		assertThat(entry.listener()).isEqualTo("charm.changed");
		assertThat(entry.reason()).isEqualTo("not yet");
		assertThat(entry.event()).containsOnly(Map.entry("juju",
				Map.of("JUJU_DISPATCH_PATH", "hooks/database-relation-changed", "JUJU_RELATION", "database",
						"JUJU_RELATION_ID", "database:1", "JUJU_REMOTE_APP", "postgresql", "JUJU_REMOTE_UNIT",
						"postgresql/3")));
	}

}
