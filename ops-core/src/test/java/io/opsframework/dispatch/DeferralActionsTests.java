package io.opsframework.dispatch;

import java.util.Map;

import io.opsframework.event.ActionEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.simulation.SimulatedAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DeferralActions}.
 */
class DeferralActionsTests {

	private static final String CHARMCRAFT = """
			name: greeter
			actions:
			  show-deferred: {}
			  retry-deferred: {}
			  drop-deferred: {}
			""";

	private final TestCharm charm = TestCharm.of(CHARMCRAFT, Charm.class);

	private final Journal journal = this.charm.journal();

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void showGivesEachEntryAndReplaysNone() {
		park("config", "config-changed");
		this.journal.defer("start");
		this.charm.hook("start");
		this.journal.take();
		SimulatedAction action = run("show-deferred");
		assertThat(this.journal.take()).containsExactly("any show-deferred");
		assertThat(action.results()).containsEntry("count", "2");
		assertThat(flat(action))
			.contains("config-changed", "deferralActionsTests.Charm#config(ConfigChangedEvent)", "status=parked",
					"attempts=5", "last-error=java.lang.IllegalStateException", "reason=not yet")
			.contains("event=start", "status=pending", "attempts=0");
	}

	@Test
	void showOfEmptyQueueGivesItsCount() {
		assertThat(run("show-deferred").results()).isEqualTo(Map.of("count", "0"));
	}

	@Test
	void showFitsIntoCallHoweverLongTheQueueIs() {
		this.journal.when("start", (event) -> ((StartEvent) event).defer("x".repeat(100_000)));
		this.charm.hook("start");
		assertThat(flat(run("show-deferred"))).hasSizeLessThan(1000).contains("truncated");
	}

	@Test
	void retryReplaysWhatIsParkedAndUnblocksTheUnit() {
		park("config", "config-changed");
		this.journal.accept("config");
		this.journal.take();
		SimulatedAction action = run("retry-deferred");
		assertThat(this.journal.take()).containsExactly("config", "any retry-deferred");
		assertThat(action.failure()).isNull();
		assertThat(action.results()).isEqualTo(Map.of("retried", "1", "failed", "0"));
		assertThat(run("show-deferred").results()).containsEntry("count", "0");
	}

	@Test
	void retryThatFailsAgainFailsTheAction() {
		park("config", "config-changed");
		assertThat(run("retry-deferred").failure()).startsWith("1 of 1 failed again, 'config-changed' for ")
			.contains("#config(ConfigChangedEvent)", "IllegalStateException");
		assertThat(flat(run("show-deferred"))).contains("status=parked", "attempts=6");
	}

	@Test
	void dropTakesAwayWhatIsParkedOnly() {
		park("config", "config-changed");
		this.journal.defer("start");
		this.charm.hook("start");
		assertThat(run("drop-deferred").results()).isEqualTo(Map.of("dropped", "1"));
		assertThat(flat(run("show-deferred"))).contains("count=1", "event=start");
	}

	@Test
	void dropTakesAwayWhatIsNamed() {
		this.journal.defer("config");
		this.journal.defer("start");
		this.charm.hook("config-changed");
		this.charm.hook("start");
		assertThat(this.charm.action("drop-deferred", Map.of("event", "start")).results())
			.isEqualTo(Map.of("dropped", "1"));
		String listener = "deferralActionsTests.Charm#config(ConfigChangedEvent)";
		assertThat(this.charm.action("drop-deferred", Map.of("listener", listener)).results())
			.isEqualTo(Map.of("dropped", "1"));
		assertThat(this.charm.action("drop-deferred", Map.of("listener", listener)).failure())
			.contains("show-deferred shows those there are");
	}

	@Test
	void dropWorksWhereReplayFailsTheHook() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		this.journal.when("config", (event) -> {
			throw new OutOfMemoryError("on purpose");
		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.charm.hook("start"));
		this.charm.action("drop-deferred", Map.of("event", "config-changed"));
		this.charm.hook("start");
		assertThat(run("show-deferred").results()).containsEntry("count", "0");
	}

	@Test
	void listenerOfTheCharmTakesThePlaceOfReadyMadeAction() {
		try (TestCharm own = TestCharm.of(CHARMCRAFT, Own.class)) {
			assertThat(own.action("show-deferred", Map.of()).results()).isEqualTo(Map.of("own", "yes"));
		}
	}

	private void park(String listener, String hook) {
		this.journal.defer(listener);
		this.charm.hook(hook);
		this.journal.fail(listener);
		for (int i = 0; i < 5; i++) {
			this.charm.hook("update-status");
		}
		assertThat(this.charm.juju().unitStatus().current().status()).isEqualTo("blocked");
	}

	private SimulatedAction run(String action) {
		return this.charm.action(action, Map.of());
	}

	private static String flat(SimulatedAction action) {
		return action.results().toString();
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
		void any(ActionEvent event) {
			this.journal.called("any " + event.name(), event);
		}

	}

	static class Own {

		@OnAction("show-deferred")
		Map<String, String> show() {
			return Map.of("own", "yes");
		}

	}

}
