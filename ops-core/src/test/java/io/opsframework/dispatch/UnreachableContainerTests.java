package io.opsframework.dispatch;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.WritesPartlySentException;
import io.opsframework.pebble.PebbleConnectionException;
import io.opsframework.simulation.SimulatedAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for hooks whose listeners cannot reach a container.
 */
class UnreachableContainerTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final TestCharm charm = new TestCharm(this.journal, this.store, Charm.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	private void gone() {
		this.charm.pebble("web").setReachable(false);
	}

	private Status status() {
		return this.charm.juju().unitStatus().current().toStatus();
	}

	private List<DeferredEvent> deferred() {
		return DeferralQueue.STATE_KEY.readFrom(this.store.load()).entries();
	}

	@Test
	void unitWaitsAndListenerGetsItsEventWhenTheContainerIsBack() {
		this.journal.when("status", (event) -> ((CollectUnitStatusEvent) event).add(Status.active()));
		gone();
		this.charm.hook("config-changed");
		assertThat(status()).isEqualTo(Status.waiting("for container web"));
		assertThat(deferred()).singleElement()
			.satisfies((entry) -> assertThat(entry.reason()).isEqualTo("waiting for container web"))
			.satisfies((entry) -> assertThat(entry.attempts()).isZero());
		assertThat(this.charm.log().lines(Level.SEVERE)).isEmpty();
		assertThat(this.charm.log().lines(Level.WARNING)).singleElement()
			.asString()
			.contains("could not go on with config-changed, and waits for container web");
		this.charm.hook("update-status");
		assertThat(status()).isEqualTo(Status.waiting("for container web"));
		this.charm.pebble("web").setReachable(true);
		this.journal.take();
		this.charm.hook("update-status");
		assertThat(this.journal.take()).containsExactly("before", "configured", "status");
		assertThat(deferred()).isEmpty();
		assertThat(status()).isEqualTo(Status.active());
	}

	@Test
	void eventThatCannotBeDeferredIsOver() {
		gone();
		this.charm.hook("stop");
		assertThat(status()).isEqualTo(Status.waiting("for container web"));
		assertThat(deferred()).isEmpty();
	}

	@Test
	void actionFailsWithTheReason() {
		gone();
		SimulatedAction action = this.charm.action("backup", Map.of());
		assertThat(action.failure()).isEqualTo("waiting for container web");
	}

	@Test
	void listenerOfTheStatusLeavesTheUnitWaiting() {
		this.journal.when("status", (event) -> this.charm.bean(Model.class).container("web").plan());
		gone();
		this.charm.hook("update-status");
		assertThat(status()).isEqualTo(Status.waiting("for container web"));
	}

	@Test
	void innerListenerEndsTheOuterOne() {
		this.journal.when("inner", (event) -> this.charm.bean(Model.class).container("web").plan());
		gone();
		this.charm.hook("start");
		assertThat(this.journal.take()).contains("inner").doesNotContain("after inner");
		assertThat(deferred()).singleElement().satisfies((entry) -> assertThat(entry.listener()).contains("started"));
	}

	@Test
	void hookFailsWhereOnlyThatDropsWhatWasDone() {
		this.journal.when("before", (event) -> this.charm.bean(Model.class).unit().addSecret(Map.of("a-key", "b")));
		gone();
		assertThatExceptionOfType(WritesPartlySentException.class).isThrownBy(() -> this.charm.hook("config-changed"))
			.withCauseInstanceOf(PebbleConnectionException.class);
		assertThat(this.charm.juju().secrets()).isEmpty();
	}

	@Test
	void otherContainersAreNotNamed() {
		gone();
		this.journal.when("before", (event) -> {
			throw new IllegalStateException("own");
		});
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.charm.hook("config-changed"))
			.withMessage("own");
	}

	static class Charm {

		private final Journal journal;

		private final Model model;

		private final ApplicationEventPublisher publisher;

		Charm(Journal journal, Model model, ApplicationEventPublisher publisher) {
			this.journal = journal;
			this.model = model;
			this.publisher = publisher;
		}

		@EventListener
		void configured(ConfigChangedEvent event) {
			this.journal.called("before", event);
			this.model.container("web").plan();
			this.journal.called("configured", event);
		}

		@EventListener
		void stopped(StopEvent event) {
			this.model.container("web").stop("web");
		}

		@EventListener
		void started(StartEvent event) {
			this.publisher.publishEvent(new InnerEvent());
			this.journal.called("after inner", event);
		}

		@EventListener
		void inner(InnerEvent event) {
			this.journal.called("inner", event);
		}

		@OnAction("backup")
		void backup(ActionEvent event) {
			this.model.container("web").pull("/dump");
		}

		@EventListener
		void status(CollectUnitStatusEvent event) {
			this.journal.called("status", event);
		}

	}

	record InnerEvent() implements CharmEvent, Deferrable {

	}

}
