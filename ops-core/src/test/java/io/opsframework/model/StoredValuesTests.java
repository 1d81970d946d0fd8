package io.opsframework.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.OnHook;
import io.opsframework.testing.Events;
import io.opsframework.testing.Harness;
import io.opsframework.testing.Outcome;
import io.opsframework.testing.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StoredValues} and {@link StoredValue}.
 */
class StoredValuesTests {

	private static final String METADATA = "name: greeter\n";

	private static TestCharm context;

	private final Harness harness = context.harness();

	private final StoredValues stored = context.bean(StoredValues.class);

	@BeforeAll
	static void start() {
		context = TestCharm.of(METADATA, Charm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void valueLastsFromHookToHook() {
		this.harness.begin();
		this.harness.hook("start");
		this.harness.hook("start");
		assertThat(this.harness.storedValues()).isEqualTo(Map.of("starts", 2L));
		this.harness.setStoredValue("starts", 7);
		this.harness.hook("start");
		assertThat(this.harness.state().storedValues()).isEqualTo(Map.of("starts", 8L));
		this.harness.hook("stop");
		assertThat(this.harness.storedValues()).isEmpty();
	}

	@Test
	void hookThatFailsKeepsNothing() {
		this.harness.begin();
		assertThatIllegalStateException().isThrownBy(() -> this.harness.updateConfig(Map.of())).withMessage("broken");
		assertThat(this.harness.storedValues()).isEmpty();
	}

	@Test
	void replayThatFailsDropsWhatItSetAndKeepsTheRest() {
		State state = State.initial()
			.withStoredValue("starts", 1)
			.withDeferred(Events.configChanged()
				.deferredBy("storedValuesTests.Charm#changed(ConfigChangedEvent)", "for a test"));
		Outcome outcome = context.scenario().run(Events.start(), state);
		assertThat(outcome.state().storedValues()).isEqualTo(Map.of("starts", 2L));
	}

	@Test
	void stateIsSavedOnlyWhereAValueChanged() {
		MemoryStateStore store = new MemoryStateStore();
		try (TestCharm charm = new TestCharm(new Journal(), store, Charm.class)) {
			charm.hook("start");
			int saves = store.saves();
			charm.hook("update-status");
			assertThat(store.saves()).isEqualTo(saves);
			charm.hook("start");
			assertThat(store.saves()).isEqualTo(saves + 1);
			assertThat(store.text()).contains("\"values\":{\"starts\":2}");
		}
	}

	@Test
	void valuesOfEveryKindAreReadBack() {
		this.harness.begin();
		roundTrip("${user.home} \u0000 \ud83d\ude00 'quoted' \"\\ " + "x".repeat(200_000));
		roundTrip("half \ud83d of a pair");
		roundTrip(Integer.MIN_VALUE);
		roundTrip(Long.MAX_VALUE);
		roundTrip(0.1);
		roundTrip(true);
		roundTrip(Status.Name.BLOCKED);
		roundTrip(Duration.ofMinutes(90));
		roundTrip(Instant.parse("2026-05-01T10:00:00.123456789Z"));
		roundTrip(UnitName.of("greeter/7"));
		roundTrip(new Seen(List.of(UnitName.of("greeter/1")), Map.of("a.b", 1), Optional.of("x"), Set.of("one")));
		roundTrip(new Seen(List.of(), Map.of(), Optional.empty(), Set.of()));
	}

	@SuppressWarnings("unchecked")
	private <T> void roundTrip(T value) {
		StoredValue<T> stored = this.stored.of("kinds")
			.value(value.getClass().getSimpleName(), (Class<T>) value.getClass());
		inHook(() -> {
			stored.set(value);
			assertThat(stored.get()).contains(value);
		});
		inHook(() -> {
			assertThat(stored.get()).contains(value);
			stored.remove();
			assertThat(stored.get()).isEmpty();
		});
	}

	@Test
	void whatIsNotReadBackIsRefusedWhenItIsSet() {
		this.harness.begin();
		refused(new Unreadable(new Object()), "does not equal");
		refused(Double.NaN, "NaN is not a number in JSON");
		refused(new StringBuilder("hidden"), "StringBuilder");
		assertThat(this.harness.storedValues()).isEmpty();
	}

	@Test
	void valueThatContainsItselfIsRefusedWhenItIsSet() {
		this.harness.begin();
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		refused(new Endless(endless), "contain itself");
		Endless record = new Endless(new ArrayList<>());
		record.items().add(record);
		refused(record, "contain itself");
	}

	@Test
	void nullIsNoValueToSet() {
		this.harness.begin();
		StoredValue<String> value = this.stored.value("nothing", String.class);
		inHook(() -> assertThatIllegalArgumentException().isThrownBy(() -> value.update("x", (before) -> null))
			.withMessage("Stored value 'nothing' cannot be set to null: remove() it"));
	}

	private void inHook(Runnable body) {
		this.harness.emit(new Custom(body));
	}

	@SuppressWarnings("unchecked")
	private <T> void refused(T value, String problem) {
		StoredValue<T> stored = this.stored.of("refused")
			.value(value.getClass().getSimpleName(), (Class<T>) value.getClass());
		inHook(() -> {
			assertThatIllegalArgumentException().isThrownBy(() -> stored.set(value))
				.withMessageContaining("Stored value 'refused/" + value.getClass().getSimpleName() + "' cannot be set")
				.withMessageContaining(problem)
				.withMessageNotContaining("hidden");
			assertThat(stored.get()).isEmpty();
		});
	}

	@Test
	void valueOfAnEarlierTypeIsSaidInWords() {
		this.harness.begin();
		this.harness.setStoredValue("starts", "hidden");
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.harness.hook("start"))
			.withMessageContaining("Stored value 'starts' is no Integer")
			.withMessageContaining("another name")
			.withMessageNotContaining("hidden");
	}

	@Test
	void valueOfARecordThatHasGrownIsSaidWithWhatIsMissing() {
		this.harness.begin();
		this.harness.setStoredValue("grown", Map.of("items", List.of(), "gone", "hidden"));
		inHook(() -> {
			assertThat(this.stored.value("grown", Endless.class).get()).contains(new Endless(List.of()));
			StoredValue<Grown> more = this.stored.of("other").value("grown", Grown.class);
			assertThat(more.get()).isEmpty();
		});
		this.harness.setStoredValue("other/grown", Map.of("items", List.of("hidden")));
		inHook(() -> assertThatExceptionOfType(ModelException.class)
			.isThrownBy(this.stored.of("other").value("grown", Grown.class)::get)
			.withMessage(
					"Stored value 'other/grown' is no Grown: 'value.count' is missing. Did an earlier version of the "
							+ "charm set it? Then make a component that is new Optional or @Nullable, or give the record another name"));
	}

	@Test
	void nameStandsForOneType() {
		this.stored.value("one", String.class);
		this.stored.value("one", String.class);
		assertThatIllegalStateException().isThrownBy(() -> this.stored.value("one", Integer.class))
			.withMessageContaining("'one' is a java.lang.String already", "java.lang.Integer");
		this.stored.of("library").value("one", Integer.class);
		assertThatIllegalStateException().isThrownBy(() -> this.stored.of("library").value("one", String.class))
			.withMessageContaining("'library/one'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a/b", "-a", "a-", "ä", "a\nb" })
	void nameThatIsNoneIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.stored.value(name, String.class));
		assertThatIllegalArgumentException().isThrownBy(() -> this.stored.of(name));
	}

	@Test
	void nameOfAnyLengthIsTaken() {
		String name = "-a1".repeat(100_000).substring(1);
		assertThat(this.stored.value(name, String.class)).hasToString("stored value '" + name + "'");
	}

	@Test
	void typeThatSaysTooLittleIsRefused() {
		for (Class<?> type : List.of(List.class, Map.class, Set.class, int[].class, int.class, Object.class)) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.stored.value("little", type))
				.withMessageContaining("take a record");
		}
	}

	@Test
	void outsideOfAHookNothingIsKept() {
		StoredValue<String> value = this.stored.value("outside", String.class);
		assertThatIllegalStateException().isThrownBy(value::get).withMessageContaining("No hook is running");
		assertThatIllegalStateException().isThrownBy(() -> value.set("x"));
		assertThat(value).hasToString("stored value 'outside'");
	}

	@Test
	void stateWithWhatIsNotPlainIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> State.initial().withStoredValue("seen", new Object()))
			.withMessageContaining("'seen' cannot be kept");
		State state = State.initial().withStoredValue("seen", List.of(1, Map.of("a", 2)));
		assertThat(state.storedValues()).isEqualTo(Map.of("seen", List.of(1L, Map.of("a", 2L))));
		assertThat(state.withStoredValue("seen", null)).isEqualTo(State.initial());
	}

	record Seen(List<UnitName> units, Map<String, Integer> counts, Optional<String> note, Set<String> names) {

	}

	record Endless(List<Object> items) {

	}

	record Grown(List<Object> items, int count) {

	}

	record Unreadable(Object anything) {

	}

	record Custom(Runnable body) implements CharmEvent {

	}

	static class Charm {

		private final StoredValue<Integer> starts;

		Charm(StoredValues stored) {
			this.starts = stored.value("starts", Integer.class);
		}

		@OnHook
		void start(StartEvent event) {
			int before = this.starts.get().orElse(0);
			assertThat(this.starts.update(0, (number) -> number + 1)).isEqualTo(before + 1);
			assertThat(this.starts.get()).contains(before + 1);
		}

		@EventListener
		void custom(Custom event) {
			event.body().run();
		}

		@OnHook
		void stop(StopEvent event) {
			this.starts.remove();
		}

		@OnHook
		void changed(ConfigChangedEvent event) {
			this.starts.set(100);
			throw new IllegalStateException("broken");
		}

		@OnHook
		void updated(UpdateStatusEvent event) {
			this.starts.get().ifPresent(this.starts::set);
		}

		@OnHook
		void status(CollectUnitStatusEvent event) {
			event.add(Status.active());
		}

	}

}
