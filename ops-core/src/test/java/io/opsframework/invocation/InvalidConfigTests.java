package io.opsframework.invocation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.dispatch.TestConfig;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.simulation.SimulatedStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what becomes of events while the charm's configuration does not bind.
 */
class InvalidConfigTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final TestCharm charm = new TestCharm(this.journal, this.store, TestConfig.Beans.class, Charm.class,
			Bean.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void unitIsBlockedAndOnlyListenersWithoutConfigAreCalled() {
		this.charm.juju().config().set("port", 22L);
		this.charm.hook("config-changed");
		this.charm.hook("update-status");
		assertThat(this.journal.take()).containsExactly("plain");
		assertThat(this.store.deferred()).isEmpty();
		assertThat(this.charm.juju().unitStatus().current())
			.isEqualTo(new SimulatedStatus("blocked", "port 22 is taken by SSH"));
	}

	@Test
	void otherEventsAreDeferredAndDeliveredWithTheCorrectedConfig() {
		this.charm.juju().config().set("port", 22L);
		this.charm.hook("start");
		this.charm.hook("update-status");
		assertThat(this.journal.take()).isEmpty();
		assertThat(this.store.deferred("reason")).containsExactly("port 22 is taken by SSH", "port 22 is taken by SSH");
		this.charm.juju().config().set("port", 80L);
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("bean start 80", "start 80", "config 80", "plain");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void actionFails() {
		this.charm.juju().config().set("port", 22L);
		assertThat(this.charm.action("backup", Map.of()).failure()).isEqualTo("port 22 is taken by SSH");
	}

	@Test
	void eventThatCannotBeDeferredGetsTheConfigThatWasValidLast() {
		this.charm.hook("config-changed");
		this.charm.juju().config().set("port", 22L);
		this.journal.take();
		this.charm.hook("stop");
		assertThat(this.journal.take()).containsExactly("bean stop 8080", "stop 8080");
		assertThat(this.store.text()).contains("8080");
	}

	@Test
	void eventThatCannotBeDeferredIsLeftOutWhereNoConfigWasEverValid() {
		this.charm.juju().config().set("port", 22L);
		this.charm.hook("stop");
		assertThat(this.journal.take()).isEmpty();
		assertThat(leftOut()).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("port 22 is taken by SSH", "no configuration was valid"))
			.anySatisfy((line) -> assertThat(line).contains("#stop(StopEvent,TestConfig)"))
			.anySatisfy((line) -> assertThat(line).contains("#beanStop(StopEvent)"));
		assertThat(this.charm.juju().unitStatus().current())
			.isEqualTo(new SimulatedStatus("blocked", "port 22 is taken by SSH"));
	}

	@Test
	void eventThatCannotBeDeferredIsLeftOutWhereConfigThatWasValidLastIsNotAnyMore() {
		this.charm.hook("config-changed");
		this.journal.take();
		Map<String, Object> stored = new TreeMap<>(this.store.load());
		stored.put("config", Map.of("port", 22L));
		this.store.save(stored);
		this.charm.juju().config().set("port", 22L);
		this.charm.hook("stop");
		assertThat(this.journal.take()).isEmpty();
		assertThat(leftOut()).hasSize(2).allSatisfy((line) -> assertThat(line).contains("is not any more"));
	}

	private List<String> leftOut() {
		return this.charm.log()
			.lines(Level.WARNING)
			.stream()
			.filter((line) -> line.contains("is not called with 'stop', which cannot be deferred"))
			.toList();
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void config(ConfigChangedEvent event, TestConfig config) {
			this.journal.add("config " + config.port());
		}

		@OnHook
		void plain(ConfigChangedEvent event) {
			this.journal.add("plain");
		}

		@OnHook
		void status(UpdateStatusEvent event, TestConfig config) {
			this.journal.add("status " + config.port());
		}

		@OnHook
		void start(StartEvent event, TestConfig config) {
			this.journal.add("start " + config.port());
		}

		@OnHook
		void stop(StopEvent event, TestConfig config) {
			this.journal.add("stop " + config.port());
		}

		@OnAction("backup")
		void backup(TestConfig config) {
			this.journal.add("backup " + config.port());
		}

	}

	static class Bean {

		private final Journal journal;

		private final TestConfig config;

		Bean(Journal journal, TestConfig config) {
			this.journal = journal;
			this.config = config;
		}

		@OnHook
		void beanStart(StartEvent event) {
			this.journal.add("bean start " + this.config.port());
		}

		@OnHook
		void beanStop(StopEvent event) {
			this.journal.add("bean stop " + this.config.port());
		}

	}

}
