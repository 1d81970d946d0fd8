package io.opsframework.deferral;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.StartEvent;
import io.opsframework.json.Json;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import io.opsframework.simulation.SimulatedRelation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EventSerializer} and the events that a charm defines itself.
 */
class CustomEventDeferralTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final TestCharm charm = new TestCharm(this.journal, this.store, Charm.class);

	private final SimulatedRelation relation = this.charm.relate("database:1", "postgresql");

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void runsToItsEndBeforeTheOuterListenerGoesOn() {
		this.journal.when("start", (event) -> {
			publish(new Ready(3, Level3.HIGH, List.of("a"), Map.of("k", 1L), Optional.of("x"), relation()));
			this.journal.add("start went on");
		});
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("start", "ready", "start went on");
	}

	@Test
	void comesBackWithAllItsComponents() {
		Ready[] first = new Ready[1];
		this.journal.when("start", (event) -> {
			first[0] = new Ready(3, Level3.HIGH, List.of("a", "b"), Map.of("k", 1L), Optional.empty(), relation());
			publish(first[0]);
		});
		this.journal.defer("ready");
		this.charm.hook("start");
		this.journal.when("ready", (event) -> {
			assertThat(event).isEqualTo(first[0]).isNotSameAs(first[0]);
			((Ready) event).relation().localUnitData().put("replayed", "yes");
		});
		this.journal.take();
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("ready", "config");
		assertThat(this.relation.databag("greeter/0")).containsEntry("replayed", "yes");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void whatListenerChangesInItsEventNobodyElseSees() {
		List<String> names = new ArrayList<>(List.of("a"));
		this.journal.when("start", (event) -> publish(new Batch(names, new HashMap<>())));
		this.journal.when("first", (event) -> {
			((Batch) event).names().add("changed by first");
			((Batch) event).counts().put("changed", 1);
			((Deferrable) event).defer("not yet");
		});
		this.journal.when("second", (event) -> this.journal.add(event));
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("start", "first", "second", "Batch[names=[a], counts={}]");
		assertThat(names).containsExactly("a");
		this.journal.when("first", (event) -> this.journal.add(event));
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("first", "Batch[names=[a], counts={}]", "config");
	}

	@Test
	void whatReplayChangesInItsEventIsNotDeferredAgain() {
		this.journal.when("start", (event) -> publish(new Batch(List.of("a"), Map.of())));
		this.journal.when("first", (event) -> {
			this.journal.add(event);
			((Batch) event).names().clear();
			((Deferrable) event).defer("not yet");
		});
		this.charm.hook("start");
		this.journal.take();
		this.charm.hook("config-changed");
		this.charm.hook("config-changed");
		assertThat(this.journal.take()).containsExactly("first", "Batch[names=[a], counts={}]", "config", "first",
				"Batch[names=[a], counts={}]", "config");
	}

	@Test
	void eventThatIsNoValueIsShared() {
		Opaque[] seen = new Opaque[1];
		Opaque opaque = new Opaque(new Object());
		this.journal.when("start", (event) -> publish(opaque));
		this.journal.when("opaque", (event) -> seen[0] = (Opaque) event);
		this.charm.hook("start");
		assertThat(seen[0]).isSameAs(opaque);
	}

	@Test
	void eventWithOtherComponentsIsAnotherEntry() {
		this.journal.defer("ready");
		this.journal.when("start", (event) -> {
			publish(ready(1));
			publish(ready(2));
			publish(ready(1));
		});
		this.charm.hook("start");
		assertThat(this.store.deferred()).hasSize(2);
	}

	@Test
	void relationThatIsGoneComesBackInactive() {
		this.journal.when("start", (event) -> publish(ready(1)));
		this.journal.defer("ready");
		this.charm.hook("start");
		this.charm.juju().removeRelation(1);
		this.journal.when("ready", (event) -> assertThat(((Ready) event).relation().isActive()).isFalse());
		this.charm.hook("config-changed");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void eventThatIsNoRecordCannotBeDeferred() {
		this.journal.when("start", (event) -> publish(new NoRecord()));
		this.journal.defer("no record");
		assertThatIllegalArgumentException().isThrownBy(() -> this.charm.hook("start"))
			.withMessageContaining(NoRecord.class.getName())
			.withMessageContaining("is not a record")
			.withMessageContaining("Make it a record of strings");
	}

	@Test
	void eventThatIsNotEqualWhenReadBackCannotBeDeferred() {
		this.journal.when("start", (event) -> publish(new Opaque(new Object())));
		this.journal.defer("opaque");
		assertThatIllegalArgumentException().isThrownBy(() -> this.charm.hook("start"))
			.withMessageContaining(Opaque.class.getName())
			.withMessageContaining("does not equal what is read back");
	}

	@Test
	void eventThatContainsItselfIsDeliveredAndCannotBeDeferred() {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		this.journal.when("start", (event) -> publish(new Opaque(endless)));
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("start", "opaque");
		this.journal.defer("opaque");
		assertThatIllegalArgumentException().isThrownBy(() -> this.charm.hook("start"))
			.withMessageContaining(Opaque.class.getName())
			.withMessageContaining("contain itself");
	}

	@Test
	void eventThatCannotBeStoredIsDeliveredWhileOthersWait() {
		this.journal.defer("opaque");
		this.journal.when("start", (event) -> publish(new Opaque("text")));
		this.charm.hook("start");
		this.journal.when("start", (event) -> {
			this.journal.accept("opaque");
			publish(new NoRecord());
			publish(new Opaque(new Object()));
		});
		this.journal.take();
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("opaque", "start", "no record", "opaque");
	}

	@Test
	void outerEventCannotBeDeferredByNestedListener() {
		this.journal.when("start", (outer) -> {
			this.journal.when("ready", (event) -> ((Deferrable) outer).defer("wrong"));
			publish(ready(1));
		});
		assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("start"))
			.withMessageContaining("cannot defer");
	}

	@Test
	void deferOutsideOfListenerIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> new StartEvent().defer("why"))
			.withMessageContaining("only by the listener");
	}

	@Test
	void deferInAnotherThreadIsRefused() {
		this.journal.when("start", (event) -> {
			Thread thread = new Thread(() -> {
				try {
					((Deferrable) event).defer("why");
				}
				catch (IllegalStateException ex) {
					this.journal.add("refused");
				}
			});
			thread.start();
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("start", "refused");
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void nestedListenersWritesAreDroppedWithTheOuterOnes() {
		this.journal.when("ready", (event) -> relation().localUnitData().put("inner", "1"));
		this.journal.when("start", (event) -> {
			relation().localUnitData().put("outer", "1");
			publish(ready(1));
			assertThat(this.charm.calls("relation-set")).isEmpty();
			assertThat(relation().localUnitData()).containsOnlyKeys("inner", "outer");
		});
		this.charm.hook("start");
		assertThat(this.charm.calls("relation-set")).hasSize(1);
		this.relation.updateDatabag("greeter/0", Map.of("inner", "", "outer", ""));
		this.journal.when("start", (event) -> {
			publish(ready(1));
			throw new IllegalStateException("on purpose");
		});
		assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("start"));
		assertThat(this.charm.calls("relation-set")).isEmpty();
	}

	@Test
	void eventThatChangedItsShapeStaysInTheQueue() {
		this.journal.when("start", (event) -> publish(ready(1)));
		this.journal.defer("ready");
		this.charm.hook("start");
		this.journal.accept("start");
		this.journal.take();
		for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
				(text) -> text.replace(Ready.class.getName(), "com.example.Gone"),
				(text) -> text.replace(Ready.class.getName(), NoRecord.class.getName()),
				(text) -> text.replace(Ready.class.getName(), String.class.getName()),
				(text) -> text.replace("\"number\"", "\"renamed\""))) {
			String good = this.store.text();
			String changed = change.apply(good);
			assertThat(changed).isNotEqualTo(good);
			restore(changed);
			this.charm.hook("config-changed");
			assertThat(this.journal.take()).containsExactly("config");
			assertThat(this.store.text()).isEqualTo(changed);
			restore(good);
		}
		assertThat(this.charm.log().lines(Level.WARNING)).hasSize(4).allMatch((line) -> line.contains("stays"));
	}

	@SuppressWarnings("unchecked")
	private void restore(String text) {
		this.store.save((Map<String, Object>) Json.parse(text));
	}

	private Ready ready(int number) {
		return new Ready(number, Level3.LOW, List.of(), Map.of(), Optional.empty(), relation());
	}

	private Relation relation() {
		return this.charm.context().getBean(Model.class).relation("database").orElseThrow();
	}

	private void publish(CharmEvent event) {
		ApplicationEventPublisher publisher = this.charm.context();
		publisher.publishEvent(event);
	}

	enum Level3 {

		LOW, HIGH

	}

	record Ready(int number, Level3 level, List<String> names, Map<String, Long> counts, Optional<String> note,
			Relation relation) implements Deferrable {
	}

	record Batch(List<String> names, Map<String, Integer> counts) implements Deferrable {
	}

	record Opaque(Object value) implements Deferrable {
	}

	static final class NoRecord implements Deferrable {

	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal, Model model) {
			this.journal = journal;
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

		@EventListener(id = "the config listener")
		void config(ConfigChangedEvent event) {
			this.journal.called("config", event);
		}

		@EventListener
		void ready(Ready event) {
			this.journal.called("ready", event);
		}

		@EventListener
		void first(Batch event) {
			this.journal.called("first", event);
		}

		@EventListener
		void second(Batch event) {
			this.journal.called("second", event);
		}

		@EventListener
		void noRecord(NoRecord event) {
			this.journal.called("no record", event);
		}

		@EventListener
		void opaque(Opaque event) {
			this.journal.called("opaque", event);
		}

	}

}
