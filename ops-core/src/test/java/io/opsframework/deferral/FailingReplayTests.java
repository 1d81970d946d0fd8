package io.opsframework.deferral;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.StartEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.json.Json;
import io.opsframework.listener.ListenerGate;
import io.opsframework.listener.ListenerMethod;
import io.opsframework.model.Unit;
import io.opsframework.model.WritesPartlySentException;
import io.opsframework.simulation.SimulatedStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for replays that fail: they are seen, they end, and they hold nothing up.
 */
class FailingReplayTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final TestCharm charm = new TestCharm(this.journal, this.store, Charm.class, Gate.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void entryIsParkedUnrunAfterFiveAttemptsAndTheUnitIsBlocked() {
		deferConfig();
		this.journal.fail("config");
		hooks(4, "update-status");
		assertThat(status()).isEqualTo(new SimulatedStatus("unknown", ""));
		hooks(1, "update-status");
		assertThat(status()).isEqualTo(new SimulatedStatus("blocked",
				"deferred config-changed failed 5 times in failingReplayTests.Charm#config(ConfigChangedEvent)"));
		assertThat(this.charm.log().lines(Level.SEVERE)).last()
			.asString()
			.contains("config-changed is parked after 5 attempts", "#config(ConfigChangedEvent)");
		this.journal.take();
		hooks(2, "update-status");
		assertThat(this.journal.take()).isEmpty();
		assertThat(this.store.deferred("status")).containsExactly("parked");
		assertThat(status().status()).isEqualTo("blocked");
	}

	@Test
	void replayThatFailsAfterAddingASecretFailsTheHookAndCounts() {
		deferConfig();
		this.journal.when("config", (event) -> {
			this.charm.bean(Unit.class).addSecret(Map.of("password", "x"));
			throw new IllegalStateException("config failed");
		});
		assertThatExceptionOfType(WritesPartlySentException.class).isThrownBy(() -> this.charm.hook("start"))
			.withMessageContaining("config failed");
		assertThat(this.charm.juju().secrets()).isEmpty();
		this.journal.fail("config");
		this.charm.hook("start");
		assertThat(this.store.deferred("attempts")).containsExactly(2L);
	}

	@Test
	void statusTellsHowManyMoreAreParked() {
		deferConfig();
		this.journal.defer("start");
		this.charm.hook("start");
		this.journal.fail("config");
		this.journal.fail("start");
		hooks(5, "update-status");
		assertThat(status().message()).contains("config-changed").endsWith(", and 1 more");
	}

	@Test
	void attemptsCountInHooksThatFail() {
		deferConfig();
		this.journal.fail("config");
		this.journal.fail("start");
		String before = this.store.text();
		for (int i = 0; i < 5; i++) {
			assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("start")).withMessage("start failed");
		}
		assertThat(this.store.text()).isEqualTo(before);
		this.journal.accept("start");
		this.journal.take();
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("start");
		assertThat(this.store.deferred("attempts")).containsExactly(5L);
		assertThat(status().status()).isEqualTo("blocked");
	}

	@Test
	void outOfMemoryFailsTheHookButNotForEver() {
		deferConfig();
		this.journal.when("config", (event) -> {
			throw new OutOfMemoryError("on purpose");
		});
		for (int i = 0; i < 5; i++) {
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.charm.hook("update-status"));
		}
		this.charm.hook("update-status");
		assertThat(this.store.deferred("status")).containsExactly("parked");
	}

	@Test
	void attemptsOfEntryThatWasHandledDoNotCountForLaterOne() {
		deferConfig();
		this.journal.fail("config");
		this.journal.fail("start");
		assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("start"));
		this.journal.accept("config");
		this.journal.accept("start");
		this.charm.hook("start");
		deferConfig();
		this.charm.hook("update-status");
		assertThat(this.store.deferred("attempts")).containsExactly(0L);
	}

	@ParameterizedTest
	@MethodSource("errors")
	void errorIsIsolated(Error error) {
		deferConfig();
		this.journal.when("config", (event) -> {
			throw error;
		});
		this.charm.hook("start");
		assertThat(this.journal.take()).endsWith("config", "start");
		assertThat(this.store.deferred("last-error")).containsExactly(error.getClass().getName());
	}

	static List<Error> errors() {
		return List.of(new NoClassDefFoundError("gone"), new AssertionError("no"), new StackOverflowError(),
				new InternalError("no"), new Error("no"));
	}

	@Test
	void equalEventAfterFailedReplayTakesTheEntryAwayWhenItSucceeds() {
		deferConfig();
		this.journal.fail("config");
		hooks(6, "update-status");
		assertThat(status().status()).isEqualTo("blocked");
		this.journal.accept("config");
		this.journal.take();
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("config");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void equalEventAfterFailedReplayFailsTheHookWhenItThrows() {
		deferConfig();
		this.journal.fail("config");
		assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("config-changed"))
			.withMessage("config failed");
		assertThat(this.journal.take()).endsWith("config", "config");
		assertThat(this.store.deferred()).hasSize(1);
	}

	@Test
	void equalEventThatIsDeferredKeepsThePlaceAndIsReplayedAgain() {
		deferConfig();
		this.journal.fail("config");
		hooks(5, "update-status");
		deferConfig();
		assertThat(this.store.deferred("status")).containsExactly((Object) null);
		this.journal.accept("config");
		this.journal.take();
		this.charm.hook("update-status");
		assertThat(this.journal.take()).containsExactly("config");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void equalEventThatIsNotDeliveredTakesNothingAway() {
		deferConfig();
		this.journal.when("config", (event) -> {
			this.charm.bean(Gate.class).open = false;
			throw new IllegalStateException("config failed");
		});
		this.journal.take();
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("config");
		assertThat(this.store.deferred("attempts")).containsExactly(1L);
	}

	@Test
	void upgradeGivesParkedEntryOneMoreAttempt() {
		deferConfig();
		this.journal.fail("config");
		hooks(5, "update-status");
		this.journal.take();
		this.charm.hook("upgrade-charm");
		assertThat(this.journal.take()).containsExactly("config", "upgrade");
		assertThat(this.store.deferred("status")).containsExactly("parked");
		this.journal.accept("config");
		this.charm.hook("upgrade-charm");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void upgradeWhoseAttemptFailsTheHookSucceedsWhenItIsRunAgain() {
		deferConfig();
		this.journal.fail("config");
		hooks(5, "update-status");
		this.journal.when("config", (event) -> {
			throw new OutOfMemoryError("on purpose");
		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.charm.hook("upgrade-charm"));
		this.journal.take();
		this.charm.hook("upgrade-charm");
		assertThat(this.journal.take()).containsExactly("upgrade");
	}

	@Test
	void entryOfClassThatNoLongerLinksStaysInTheQueue() {
		Map<String, Object> entry = entry("{'type':'%s','fields':{}}".formatted(Unlinked.class.getName()));
		entry.put("listener", "failingReplayTests.Charm#unlinked(Unlinked)");
		this.store.save(Map.of("deferred", List.of(entry)));
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("start");
		assertThat(this.charm.log().lines(Level.WARNING)).singleElement().asString().contains("Unlinked", "stays");
		assertThat(this.store.deferred()).hasSize(1);
	}

	@Test
	void deferringMoreEntriesThanAllowedFailsTheHook() {
		this.journal.defer("config");
		this.journal.defer("start");
		try (TestCharm small = new TestCharm(this.journal, this.store, Limits.class, Charm.class)) {
			small.hook("config-changed");
			assertThatIllegalStateException().isThrownBy(() -> small.hook("start"))
				.withMessageContaining("'start' cannot be deferred for failingReplayTests.Charm#start(StartEvent)")
				.withMessageContaining("1 deferred events wait already, the first of them 'config-changed'")
				.withMessageContaining("ops.deferral.max-entries");
			small.hook("config-changed");
		}
		assertThat(this.store.deferred()).hasSize(1);
	}

	@Test
	void limitsAreTheBeans() {
		this.journal.defer("config");
		try (TestCharm small = new TestCharm(this.journal, this.store, Limits.class, Charm.class)) {
			small.hook("config-changed");
			this.journal.fail("config");
			small.hook("start");
		}
		assertThat(this.store.deferred("status")).containsExactly("parked");
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> entry(String event) {
		String json = "{'listener':'failingReplayTests.Charm#start(StartEvent)','event':%s,'reason':'r','since':1,'attempts':0}"
			.formatted(event);
		return (Map<String, Object>) Json.parse(json.replace('\'', '"'));
	}

	private void deferConfig() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
	}

	private void hooks(int times, String name) {
		for (int i = 0; i < times; i++) {
			this.charm.hook(name);
		}
	}

	private SimulatedStatus status() {
		return this.charm.juju().unitStatus().current();
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void config(ConfigChangedEvent event) {
			this.journal.called("config", event);
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

		@EventListener
		void upgrade(UpgradeCharmEvent event) {
			this.journal.called("upgrade", event);
		}

		@EventListener
		void unlinked(Unlinked event) {
			this.journal.called("unlinked", event);
		}

	}

	static class Gate implements ListenerGate {

		private boolean open = true;

		@Override
		public @Nullable Unmet check(ListenerMethod listener, @Nullable CharmEvent event) {
			return this.open ? null : new Unmet("closed", null, false);
		}

	}

	static class Limits {

		@Bean
		DeferralLimits limits() {
			return new DeferralLimits(1, 1);
		}

	}

	record Unlinked() implements Deferrable {

		private static final int LOADED = load();

		private static int load() {
			throw new IllegalStateException("on purpose");
		}

	}

}
