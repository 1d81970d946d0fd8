package io.opsframework.dispatch;

import java.util.Map;
import java.util.logging.Level;

import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.juju.JujuContext;
import io.opsframework.model.HookObserver;
import io.opsframework.model.Model;
import io.opsframework.model.UnitAgent;
import io.opsframework.simulation.pebble.SimulatedPebble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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

	@Test
	void interruptThatListenerLeavesIsClearedAndLogged() {
		this.journal.when("start", (event) -> Thread.currentThread().interrupt());
		this.charm.hook("start");
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.charm.log().lines(Level.WARNING)).singleElement()
			.asString()
			.contains("#start(StartEvent) has left its thread interrupted");
	}

	@Test
	void interruptThatListenerLeavesDoesNotHideWhatItThrows() {
		this.journal.when("start", (event) -> {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("out of order");
		});
		assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("start")).withMessage("out of order");
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void dispatchKeepsStateAfterBeansAreDestroyedAndCallerHasAgreed() {
		this.journal.defer("ending");
		try (TestCharm ending = new TestCharm(this.journal, this.store, Ending.class)) {
			dispatch(ending, () -> this.journal.add("before commit, with " + this.store.deferred().size()));
		}
		assertThat(this.journal.take()).containsExactly("ending", "destroyed", "before commit, with 0");
		assertThat(this.store.deferred()).hasSize(1);
	}

	@Test
	void dispatchWhenCallerDoesNotAgreeKeepsNothing() {
		this.journal.defer("ending");
		try (TestCharm ending = new TestCharm(this.journal, this.store, Ending.class)) {
			assertThatIllegalStateException().isThrownBy(() -> dispatch(ending, () -> {
				throw new IllegalStateException("not yet");
			})).withMessage("not yet");
		}
		assertThat(this.journal.take()).containsExactly("ending", "destroyed");
		assertThat(this.store.deferred()).isEmpty();
	}

	private void dispatch(TestCharm charm, Runnable beforeCommit) {
		JujuContext context = JujuContext
			.of(Map.of("JUJU_DISPATCH_PATH", "hooks/start", "JUJU_UNIT_NAME", "greeter/0"));
		HookToolBackend tools = (call) -> HookToolResult.success(call.tool().equals("is-leader") ? "false" : "{}");
		charm.bean(Framework.class)
			.dispatch(new UnitAgent(context, tools, this.store, SimulatedPebble::new), HookObserver.NONE, beforeCommit);
	}

	static class Ending implements DisposableBean {

		private final Journal journal;

		Ending(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("ending", event);
		}

		@Override
		public void destroy() {
			this.journal.add("destroyed");
		}

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
