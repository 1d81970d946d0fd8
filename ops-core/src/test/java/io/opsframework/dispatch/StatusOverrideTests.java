package io.opsframework.dispatch;

import java.util.Map;
import java.util.TreeMap;

import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import io.opsframework.simulation.SimulatedStatus;
import io.opsframework.testing.Events;
import io.opsframework.testing.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StatusOverride} with a charm that sets its statuses in listeners.
 */
class StatusOverrideTests {

	private static final Status INVALID = Status.blocked("port 22 is taken by SSH");

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final TestCharm charm = new TestCharm(this.journal, this.store, TestConfig.Beans.class, Charm.class);

	private final Unit unit = this.charm.context().getBean(Unit.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void statusFromBeforeComesBackWhenConfigIsCorrected() {
		say("start", Status.waiting("for guests"));
		this.charm.hook("start");
		setPort(22);
		this.charm.hook("config-changed");
		this.charm.hook("update-status");
		assertThat(status()).isEqualTo(INVALID);
		setPort(80);
		this.charm.hook("config-changed");
		assertThat(status()).isEqualTo(Status.waiting("for guests"));
		assertThat(this.store.text()).doesNotContain("status-override");
	}

	@Test
	void charmThatSaidNothingIsActiveThen() {
		setPort(22);
		this.charm.hook("install");
		setPort(80);
		this.charm.hook("config-changed");
		assertThat(status()).isEqualTo(Status.active());
	}

	@Test
	void whatJujuSaysBeforeInstallDoesNotComeBack() {
		this.charm.juju().unitStatus().startWith(new SimulatedStatus("maintenance", "installing charm software"));
		setPort(22);
		this.charm.hook("install");
		setPort(80);
		this.charm.hook("config-changed");
		assertThat(status()).isEqualTo(Status.active());
	}

	@Test
	void whatTheCharmSaysMeanwhileComesBack() {
		say("start", Status.active("one"));
		this.charm.hook("start");
		setPort(22);
		this.charm.hook("config-changed");
		say("start", Status.active("two"));
		this.charm.hook("start");
		assertThat(status()).isEqualTo(INVALID);
		setPort(80);
		this.charm.hook("update-status");
		assertThat(status()).isEqualTo(Status.active("two"));
	}

	@Test
	void whatTheCharmSaysInTheHookThatPutsItRightStays() {
		say("start", Status.active("one"));
		this.charm.hook("start");
		setPort(22);
		this.charm.hook("config-changed");
		setPort(80);
		say("config", Status.active("two"));
		this.charm.hook("config-changed");
		assertThat(status()).isEqualTo(Status.active("two"));
		assertThat(this.charm.calls("status-set")).hasSize(1);
		this.charm.hook("update-status");
		assertThat(this.charm.calls("status-set")).isEmpty();
	}

	@Test
	void otherProblemKeepsTheStatusFromBefore() {
		say("start", Status.active("serving"));
		this.charm.hook("start");
		this.journal.defer("config");
		this.charm.hook("config-changed");
		this.journal.fail("config");
		for (int i = 0; i < 5; i++) {
			this.charm.hook("update-status");
		}
		assertThat(status().message()).startsWith("deferred config-changed failed");
		setPort(22);
		this.charm.hook("update-status");
		assertThat(status()).isEqualTo(INVALID);
		setPort(80);
		this.charm.hook("update-status");
		assertThat(status().message()).startsWith("deferred config-changed failed");
		this.journal.accept("config");
		this.charm.hook("config-changed");
		assertThat(status()).isEqualTo(Status.active("serving"));
	}

	@Test
	void statusOfHookWhoseStateWasLostGoesAwayToo() {
		setPort(22);
		this.charm.hook("config-changed");
		Map<String, Object> lost = new TreeMap<>(this.store.load());
		assertThat(lost.remove("status-override")).isNotNull();
		this.store.save(lost);
		this.charm.hook("update-status");
		setPort(80);
		this.charm.hook("config-changed");
		assertThat(status()).isEqualTo(Status.active());
	}

	@Test
	void hookThatFailsChangesNothing() {
		say("start", Status.active("serving"));
		this.charm.hook("start");
		setPort(22);
		this.charm.hook("config-changed");
		setPort(80);
		this.journal.fail("config");
		assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("config-changed"));
		assertThat(status()).isEqualTo(INVALID);
		this.journal.accept("config");
		this.charm.hook("config-changed");
		assertThat(status()).isEqualTo(Status.active("serving"));
	}

	@Test
	void malformedOverrideIsNone() {
		this.store.save(Map.of("status-override", Map.of("before", "active")));
		this.charm.hook("update-status");
		assertThat(this.charm.calls("status-set")).isEmpty();
	}

	@Test
	void scenarioCarriesTheStatusFromBefore() {
		State bad = State.initial().withUnitStatus(Status.active("serving")).withConfig("port", 22);
		State blocked = this.charm.scenario().run(Events.configChanged(), bad).state();
		assertThat(blocked.unitStatus()).isEqualTo(INVALID);
		assertThat(blocked.statusOverride()).isEqualTo(new StatusOverride(Status.active("serving"), INVALID));
		State good = this.charm.scenario().run(Events.configChanged(), blocked.withConfig("port", 80)).state();
		assertThat(good.unitStatus()).isEqualTo(Status.active("serving"));
		assertThat(good.statusOverride()).isNull();
		assertThat(good.withStatusOverride(blocked.statusOverride()).statusOverride())
			.isEqualTo(blocked.statusOverride());
	}

	private void say(String listener, Status status) {
		this.journal.when(listener, (event) -> this.unit.setStatus(status));
	}

	private void setPort(long port) {
		this.charm.juju().config().set("port", port);
	}

	private Status status() {
		return this.charm.juju().unitStatus().current().toStatus();
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

		@EventListener
		void config(ConfigChangedEvent event) {
			this.journal.called("config", event);
		}

		@EventListener
		void status(UpdateStatusEvent event) {
			this.journal.called("status", event);
		}

	}

}
