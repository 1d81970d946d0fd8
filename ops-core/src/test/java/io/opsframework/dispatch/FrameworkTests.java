package io.opsframework.dispatch;

import java.util.Map;
import java.util.logging.Level;

import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.model.Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Framework}.
 */
class FrameworkTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final TestCharm charm = new TestCharm(this.journal, this.store, Charm.class, Broken.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void eventIsLineAtDebug() {
		this.charm.hook("start");
		assertThat(this.charm.log().lines(Level.FINE)).contains("Publishing Juju's event 'start'");
	}

	@Test
	void replayIsLineAtDebug() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		this.charm.hook("start");
		assertThat(this.charm.log().lines(Level.FINE)).filteredOn((line) -> line.startsWith("Replaying"))
			.singleElement()
			.asString()
			.contains("'config-changed'", "#config(ConfigChangedEvent)");
	}

	@Test
	void variablesOfOtherEventsAreIgnored() {
		this.charm.dispatch("hooks/start", Map.of("JUJU_REMOTE_APP", "postgresql", "JUJU_REMOTE_UNIT", "postgresql/0",
				"JUJU_RELATION_ID", "database:1"));
		assertThat(this.journal.take()).containsExactly("start");
	}

	@Test
	void modelIsThatOfTheHook() {
		Model model = this.charm.context().getBean(Model.class);
		this.journal.when("start",
				(event) -> this.journal.add(model.name() + " " + model.uuid() + " " + model.jujuVersion()));
		this.charm.dispatch("hooks/start",
				Map.of("JUJU_MODEL_NAME", "prod", "JUJU_MODEL_UUID", "cdac5656", "JUJU_VERSION", "3.6.27"));
		assertThat(this.journal.take()).containsExactly("start", "prod cdac5656 3.6.27");
	}

	@Test
	void beanThatCannotBeMadeFailsTheHookAndKeepsNothing() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		String before = this.store.text();
		this.journal.accept("config");
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> this.charm.hook("stop"))
			.withStackTraceContaining("no good");
		assertThat(this.store.text()).isEqualTo(before);
		this.charm.hook("start");
		assertThat(this.store.deferred()).isEmpty();
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

	}

	static class Broken {

		Broken() {
			throw new IllegalStateException("no good");
		}

		@EventListener
		void stop(StopEvent event) {
		}

	}

}
