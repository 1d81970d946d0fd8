package io.opsframework.deferral;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.LeaderElectedEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.model.Model;
import io.opsframework.simulation.SimulatedRelation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DeferralQueue} through whole hooks: who is called, how often and in
 * which order.
 */
class DeferralTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final TestCharm charm = new TestCharm(this.journal, this.store, Charm.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void onlyTheListenerThatDeferredIsCalledAgain() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("config", "other");
		assertThat(this.store.deferred("listener")).hasSize(1);
		this.journal.accept("config");
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("config", "start");
		assertThat(this.store.deferred()).isEmpty();
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("start");
	}

	@Test
	void replaysInTheOrderOfFirstDeferralAndBeforeTheEvent() {
		this.journal.defer("start");
		this.journal.defer("config");
		this.charm.hook("start");
		this.charm.hook("config-changed");
		this.journal.take();
		this.charm.hook("update-status");
		assertThat(this.journal.take()).containsExactly("start", "config", "event update-status");
		assertThat(this.store.deferred("listener")).asString().containsSubsequence("start", "config");
	}

	@Test
	void eventThatIsDeferredAgainKeepsItsPlace() {
		this.journal.defer("start");
		this.journal.defer("config");
		this.charm.hook("start");
		this.charm.hook("config-changed");
		this.journal.accept("config");
		this.charm.hook("config-changed");
		this.journal.defer("config");
		this.charm.hook("config-changed");
		assertThat(names()).containsExactly("start", "config-changed");
	}

	@Test
	void sameEventThatWaitsAlreadyIsNotDeliveredTwice() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		this.journal.take();
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("config", "other");
		assertThat(this.store.deferred()).hasSize(1);
	}

	@Test
	void sameEventAfterReplayThatSucceededIsDeliveredToo() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		this.journal.accept("config");
		this.journal.take();
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("config", "config", "other");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void eventsWithOtherVariablesAreOtherEntries() {
		this.charm.relate("database:1", "postgresql");
		this.charm.relate("database:2", "mysql");
		this.journal.defer("changed");
		this.charm.relationHook("changed", "database:1", "postgresql/0");
		this.charm.relationHook("changed", "database:2", "mysql/0");
		this.charm.relationHook("changed", "database:1", "postgresql");
		assertThat(this.store.deferred()).hasSize(3);
		this.journal.take();
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("changed", "database:1 postgresql/0", "changed",
				"database:2 mysql/0", "changed", "database:1 null", "start");
	}

	@Test
	void deferringDoesNotStopTheListenerAndMayBeRepeated() {
		this.journal.when("config", (event) -> {
			((Deferrable) event).defer("first");
			this.journal.add("went on");
			((Deferrable) event).defer("second");
		});
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("config", "went on", "other");
		assertThat(this.store.deferred("reason")).containsExactly("second");
	}

	@Test
	void reasonIsRequired() {
		this.journal.when("config", (event) -> ((Deferrable) event).defer(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> this.charm.hook("config-changed"))
			.withMessageContaining("config-changed");
	}

	@Test
	void replaysInActionsAndUnknownHooksButNotInRemoveAndRestrictedContexts() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		this.journal.take();
		this.charm.hook("collect-metrics");
		this.charm.hook("meter-status-changed");
		this.charm.hook("remove");
		assertThat(this.journal.take()).containsExactly("event collect-metrics", "event remove");
		this.charm.action("backup", Map.of());
		assertThat(this.journal.take()).containsExactly("config", "action");
		this.charm.hook("no-such-hook");
		assertThat(this.journal.take()).containsExactly("config");
		this.charm.hook("stop");
		assertThat(this.journal.take()).containsExactly("config", "event stop");
		assertThat(this.store.deferred()).hasSize(1);
	}

	@Test
	void replayThatThrowsIsLoggedCountedAndDoesNotStopTheHook() {
		SimulatedRelation relation = this.charm.relate("database:1", "postgresql");
		this.journal.defer("changed");
		this.charm.relationHook("changed", "database:1", "postgresql/0");
		this.journal.when("changed", (event) -> {
			((RelationChangedEvent) event).relation().localUnitData().put("half", "done");
			throw new IllegalStateException("changed failed");
		});
		this.journal.take();
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("changed", "config", "other");
		assertThat(this.charm.log().lines(Level.SEVERE)).singleElement()
			.asString()
			.startsWith("Deferred database-relation-changed failed in ")
			.contains("#changed(RelationChangedEvent)", "attempt 1");
		assertThat(this.charm.log().thrown(Level.SEVERE)).singleElement().isInstanceOf(IllegalStateException.class);
		assertThat(relation.databag("greeter/0")).isEmpty();
		assertThat(this.store.deferred("attempts")).containsExactly(1L);
		assertThat(this.store.deferred("last-error")).containsExactly(IllegalStateException.class.getName());
		this.charm.hook("config-changed");
		assertThat(this.store.deferred("attempts")).containsExactly(2L);
	}

	@Test
	void checkedExceptionOfReplayIsLoggedAsItIs() {
		this.journal.defer("checked");
		this.charm.hook("leader-elected");
		this.journal.fail("checked");
		this.charm.hook("start");
		assertThat(this.charm.log().thrown(Level.SEVERE)).singleElement().isInstanceOf(IOException.class);
		assertThat(this.store.deferred("last-error")).containsExactly(IOException.class.getName());
	}

	@Test
	void deferringAgainKeepsAttemptsAndTimeOfFirstDeferral() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		List<Object> since = this.store.deferred("since");
		this.journal.fail("config");
		this.charm.hook("start");
		this.journal.defer("config");
		this.charm.hook("start");
		assertThat(this.store.deferred("attempts")).containsExactly(1L);
		assertThat(this.store.deferred("since")).isEqualTo(since);
	}

	@Test
	void failureOfTheEventKeepsTheQueueAsItWas() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		String before = this.store.text();
		this.journal.accept("config");
		this.journal.fail("start");
		assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("start")).withMessage("start failed");
		assertThat(this.store.text()).isEqualTo(before);
		this.journal.accept("start");
		this.journal.take();
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("config", "start");
	}

	@Test
	void deferralOfListenerInHookThatFailsIsNotKept() {
		this.journal.defer("config");
		this.journal.fail("other");
		assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("config-changed"));
		assertThat(this.store.saves()).isZero();
	}

	@Test
	void stateIsSavedOnlyWhereItChanged() {
		this.charm.hook("config-changed");
		assertThat(this.store.saves()).isZero();
		this.journal.defer("config");
		this.charm.hook("config-changed");
		this.charm.hook("update-status");
		assertThat(this.store.saves()).isEqualTo(1);
	}

	// S1 of the acceptance scenarios.
	@Test
	void eventsOfRelationThatIsGoneAreDroppedWithOneLineButItsEndIsDelivered() {
		this.charm.relate("database:1", "postgresql");
		this.journal.defer("created");
		this.journal.defer("joined");
		this.journal.defer("changed");
		this.journal.defer("departed");
		this.journal.defer("broken");
		this.charm.relationHook("created", "database:1", "postgresql");
		this.charm.relationHook("joined", "database:1", "postgresql/0");
		this.charm.relationHook("changed", "database:1", "postgresql/0");
		this.charm.relationHook("departed", "database:1", "postgresql/0");
		this.charm.relationHook("broken", "database:1", "postgresql");
		assertThat(names()).containsExactly("database-relation-departed", "database-relation-broken");
		assertThat(this.charm.log().lines(Level.INFO)).filteredOn((line) -> line.contains("is dropped")).hasSize(3);
		this.charm.juju().removeRelation(1);
		List.of("departed", "broken").forEach(this.journal::accept);
		this.journal.take();
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("departed", "broken", "config", "other");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void replayedEventOfRelationThatIsGoneStillTellsWhoLeft() {
		this.charm.relate("database:1", "postgresql");
		this.journal.defer("departed");
		this.charm.relationHook("departed", "database:1", "postgresql/0");
		this.charm.juju().removeRelation(1);
		this.journal.when("departed", (event) -> {
			RelationDepartedEvent departed = (RelationDepartedEvent) event;
			assertThat(departed.relation().isActive()).isFalse();
			assertThat(departed.relation().remoteUnits()).isEmpty();
			assertThat(departed.relation().localUnitData()).isEmpty();
			this.journal.add(departed.application() + " " + departed.departingUnit());
		});
		this.journal.take();
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("departed", "postgresql postgresql/0", "start");
	}

	@Test
	void listenerThatExistsNoMoreKeepsItsEntryAndIsWarnedAbout() {
		this.journal.defer("config");
		this.charm.hook("config-changed");
		String before = this.store.text();
		try (TestCharm next = new TestCharm(this.journal, this.store, Other.class)) {
			next.hook("update-status");
			assertThat(next.log().lines(Level.WARNING)).singleElement()
				.asString()
				.contains("config-changed", "#config(ConfigChangedEvent)", "aliases");
		}
		assertThat(this.store.text()).isEqualTo(before);
	}

	private List<String> names() {
		return this.store.deferred("event")
			.stream()
			.map((event) -> String.valueOf(event).replaceFirst(".*hooks/([a-z-]+).*", "$1"))
			.toList();
	}

	static class Charm {

		private final Journal journal;

		private final Model model;

		Charm(Journal journal, Model model) {
			this.journal = journal;
			this.model = model;
		}

		@EventListener
		@Order(1)
		void config(ConfigChangedEvent event) {
			this.journal.called("config", event);
		}

		@EventListener
		@Order(2)
		void other(ConfigChangedEvent event) {
			this.journal.called("other", event);
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

		@EventListener
		void created(RelationCreatedEvent event) {
			this.journal.called("created", event);
		}

		@EventListener
		void joined(RelationJoinedEvent event) {
			this.journal.called("joined", event);
		}

		@EventListener
		void changed(RelationChangedEvent event) {
			this.journal.called("changed", event);
			this.journal.add(event.relation().id() + " " + event.unit());
		}

		@EventListener
		void departed(RelationDepartedEvent event) {
			this.journal.called("departed", event);
		}

		@EventListener
		void broken(RelationBrokenEvent event) {
			this.journal.called("broken", event);
		}

		@EventListener
		void checked(LeaderElectedEvent event) throws IOException {
			try {
				this.journal.called("checked", event);
			}
			catch (IllegalStateException ex) {
				throw new IOException("checked");
			}
		}

		@EventListener
		void action(ActionEvent event) {
			this.journal.called("action", event);
		}

		@EventListener(condition = "{'update-status','remove','stop','collect-metrics'}.contains(#event.hookName())")
		void any(JujuEvent event) {
			this.journal.called("event " + event.hookName(), event);
		}

	}

	static class Other {

		@EventListener
		void start(StartEvent event) {
		}

	}

}
