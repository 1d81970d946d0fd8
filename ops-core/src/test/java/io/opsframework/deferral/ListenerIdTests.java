package io.opsframework.deferral;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the ids under which events are deferred, when the next version of the charm
 * renames its listeners.
 */
class ListenerIdTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	@BeforeEach
	void deferInFirstVersion() {
		this.journal.defer("first");
		this.journal.defer("start");
		try (TestCharm charm = new TestCharm(this.journal, this.store, First.class)) {
			charm.hook("config-changed");
			charm.hook("start");
		}
		assertThat(this.store.deferred("listener")).containsExactly("configure", "start");
		this.journal.take();
	}

	@Test
	void aliasFindsTheListener() {
		this.journal.accept("start");
		try (TestCharm charm = new TestCharm(this.journal, this.store, Second.class)) {
			charm.hook("update-status");
		}
		assertThat(this.journal.take()).containsExactly("second", "start");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void deferringAgainKeepsThePlaceUnderTheNewId() {
		this.journal.defer("second");
		try (TestCharm charm = new TestCharm(this.journal, this.store, Second.class)) {
			charm.hook("update-status");
			assertThat(this.store.deferred("listener")).containsExactly("reconfigure", "start");
			charm.hook("config-changed");
		}
		assertThat(this.store.deferred("listener")).containsExactly("reconfigure", "start");
		assertThat(this.journal.take()).containsExactly("second", "start", "second", "start");
	}

	@Test
	void attemptsOfHooksThatFailCountUnderTheNewId() {
		this.journal.fail("second");
		this.journal.fail("start");
		try (TestCharm charm = new TestCharm(this.journal, this.store, Second.class)) {
			assertThatIllegalStateException().isThrownBy(() -> charm.hook("config-changed"));
			this.journal.accept("second");
			this.journal.defer("second");
			this.journal.accept("start");
			charm.hook("update-status");
		}
		assertThat(this.store.deferred("listener")).containsExactly("reconfigure");
		assertThat(this.store.deferred("attempts")).containsExactly(1L);
	}

	@Test
	void eventThatFailedUnderItsOldIdIsTakenAwayByOneThatSucceeds() {
		this.journal.when("second", (event) -> {
			this.journal.accept("second");
			throw new IllegalStateException("second failed");
		});
		try (TestCharm charm = new TestCharm(this.journal, this.store, Second.class)) {
			charm.hook("config-changed");
		}
		assertThat(this.journal.take()).containsExactly("second", "start", "second");
		assertThat(this.store.deferred("listener")).containsExactly("start");
	}

	static class First {

		private final Journal journal;

		First(Journal journal) {
			this.journal = journal;
		}

		@OnHook(id = "configure")
		void configure(ConfigChangedEvent event) {
			this.journal.called("first", event);
		}

		@OnHook(id = "start")
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

	}

	static class Second {

		private final Journal journal;

		Second(Journal journal) {
			this.journal = journal;
		}

		@OnHook(id = "reconfigure", aliases = { "older", "configure" })
		void reconfigure(ConfigChangedEvent event) {
			this.journal.called("second", event);
		}

		@OnHook(id = "start")
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

	}

}
