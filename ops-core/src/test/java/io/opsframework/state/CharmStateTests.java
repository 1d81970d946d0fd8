package io.opsframework.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import io.opsframework.dispatch.LogCapture;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.hooktool.HookToolNotFoundException;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.hooktool.HookTools;
import io.opsframework.json.Json;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.simulation.SimulatedModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CharmState}: hooks that end in every way, and what the next one finds.
 */
class CharmStateTests {

	private static final StateKey<Long> COUNT = new StateKey<>("count", CharmStateTests::readCount,
			(count) -> (count != 0) ? count : null);

	private static final String ASK = "state-get --format=json -- opsframework.generation";

	private final LogCapture log = new LogCapture();

	private final SimulatedModel model = new SimulatedModel(UnitName.of("greeter/0"), Map.of());

	private final SimulatedJuju juju = new SimulatedJuju(this.model);

	private final List<String> calls = new ArrayList<>();

	private final KeptState store = new KeptState();

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	@Test
	void nothingThatWasNeverSavedAsksJuju() {
		assertThat(hook(0, true)).isZero();
		assertThat(this.calls).isEmpty();
		assertThat(this.store.content).isEqualTo("{}");
	}

	@Test
	void firstStateIsNumberedAndToldToJuju() {
		hook(5, true);
		assertThat(this.calls).containsExactly(ASK, tell(1));
		assertThat(this.store.content).isEqualTo("{\"generation\":1,\"count\":5,\"previous\":{}}");
		assertThat(this.model.unitState()).isEqualTo(Map.of("opsframework.generation", "1"));
	}

	@Test
	void hookAfterChangeAsksOnceAndThoseAfterItDoNot() {
		hook(5, true);
		assertThat(hook(0, true)).isEqualTo(5);
		assertThat(this.calls).containsExactly(ASK);
		assertThat(this.store.content).isEqualTo("{\"generation\":1,\"count\":5}");
		assertThat(hook(0, true)).isEqualTo(5);
		assertThat(this.calls).isEmpty();
		hook(1, true);
		assertThat(this.calls).containsExactly(tell(2));
		assertThat(this.store.content)
			.isEqualTo("{\"generation\":2,\"count\":6,\"previous\":{\"generation\":1,\"count\":5}}");
		hook(1, true);
		assertThat(this.calls).containsExactly(ASK, tell(3));
		assertThat(this.store.saves).isEqualTo(4);
	}

	@Test
	void hookThatJujuDroppedLeavesWhatWasBeforeIt() {
		hook(5, false);
		assertThat(hook(0, true)).isZero();
		assertThat(hook(3, true)).isZero();
		assertThat(hook(4, false)).isEqualTo(3);
		assertThat(hook(5, false)).isEqualTo(3);
		assertThat(hook(6, true)).isEqualTo(3);
		assertThat(hook(0, true)).isEqualTo(9);
		assertThat(this.log.lines(Level.WARNING)).isEmpty();
	}

	@Test
	void numbersAreNotUsedTwice() {
		hook(5, true);
		hook(1, false);
		hook(2, true);
		assertThat(this.store.content)
			.isEqualTo("{\"generation\":3,\"count\":7,\"previous\":{\"generation\":1,\"count\":5}}");
	}

	@Test
	void hookThatIsKilledBeforeItTellsJujuLeavesWhatWasBeforeIt() {
		hook(5, true);
		this.store.failure = new StateException("full", null);
		assertThatExceptionOfType(StateException.class).isThrownBy(() -> hook(1, true));
		this.store.failure = null;
		assertThat(this.model.unitState()).containsEntry("opsframework.generation", "1");
		assertThat(hook(0, true)).isEqualTo(5);
	}

	@Test
	void stateOfPodThatIsGoneIsNotMistakenForTheNewOne() {
		hook(5, true);
		this.store.content = "{}";
		hook(7, false);
		assertThat(hook(0, true)).isZero();
		hook(8, true);
		assertThat(hook(0, true)).isEqualTo(8);
		assertThat(this.log.lines(Level.WARNING)).isEmpty();
	}

	@Test
	void newestIsTakenWhereJujuKnowsAnotherGeneration() {
		hook(5, true);
		hook(1, true);
		this.model.updateUnitState(Map.of("opsframework.generation", "9"));
		assertThat(hook(0, true)).isEqualTo(6);
		assertThat(this.log.lines(Level.WARNING)).singleElement().asString().contains("generation 9", "but 1 and 2");
		assertThat(hook(4, false)).isEqualTo(6);
		assertThat(hook(0, true)).isEqualTo(6);
		assertThat(this.log.lines(Level.WARNING)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "1.5" })
	void whatIsNoNumberCountsAsNone(String number) {
		this.model.updateUnitState(Map.of("opsframework.generation", number));
		hook(5, true);
		assertThat(hook(0, true)).isEqualTo(5);
		assertThat(this.model.unitState()).containsEntry("opsframework.generation", "1");
	}

	@Test
	void newestIsTakenWhereJujuKeepsNoNumber() {
		HookTools old = new HookTools((call) -> {
			throw new HookToolNotFoundException(call.tool(), "no such tool", null);
		});
		hook(old, HookKind.START, 5);
		assertThat(this.store.content).isEqualTo("{\"count\":5}");
		assertThat(hook(old, HookKind.START, 1)).isEqualTo(5);
		assertThat(this.store.content).isEqualTo("{\"count\":6}");
		this.store.content = "{\"generation\":2,\"count\":6,\"previous\":{\"generation\":1,\"count\":5}}";
		assertThat(hook(old, HookKind.START, 1)).isEqualTo(6);
		assertThat(this.store.content)
			.isEqualTo("{\"generation\":2,\"count\":7,\"previous\":{\"generation\":1,\"count\":5}}");
	}

	@Test
	void restrictedHookChangesTheNewestAndAsksNothing() {
		hook(5, true);
		HookTools none = new HookTools((call) -> {
			throw new AssertionError(call);
		});
		assertThat(hook(none, HookKind.COLLECT_METRICS, 1)).isEqualTo(5);
		assertThat(hook(0, true)).isEqualTo(6);
	}

	@Test
	void toolThatFailsFailsTheHook() {
		hook(5, true);
		HookTools broken = new HookTools((call) -> new HookToolResult(1, "", "ERROR connection is shut down"));
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> hook(broken, HookKind.START, 0))
			.withMessageContaining("connection is shut down");
	}

	@Test
	void storeThatIsCommittedWithTheHookNeedsNoNumber() {
		this.store.committedWithHook = true;
		hook(5, true);
		hook(1, true);
		assertThat(this.calls).isEmpty();
		assertThat(this.store.content).isEqualTo("{\"count\":6}");
	}

	@Test
	void whatOtherVersionsKeepStays() {
		this.store.content = "{\"other\":[1,null],\"count\":5}";
		hook(1, true);
		hook(0, true);
		assertThat(Json.parse(this.store.content))
			.isEqualTo(Json.parse("{\"generation\":1,\"other\":[1,null],\"count\":6}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"count\":\"x\"}", "{\"count\":1,\"generation\":0}", "{\"generation\":-1}",
			"{\"generation\":\"1\"}", "{\"generation\":1.5}", "{\"generation\":1,\"previous\":1}",
			"{\"generation\":1,\"previous\":{\"generation\":1}}", "{\"previous\":{}}",
			"{\"generation\":2,\"previous\":{\"generation\":1,\"previous\":{}}}" })
	void whatIsNoStateIsSetAsideAsAWhole(String content) {
		this.store.content = content;
		assertThat(hook(0, true)).isZero();
		assertThat(this.store.problems).hasSize(1);
		hook(5, true);
		assertThat(hook(0, true)).isEqualTo(5);
		assertThat(this.store.problems).hasSize(1);
	}

	@Test
	void stateIsNoDeeperThanCanBeReadAgain() {
		String deepest = "[".repeat(255) + "]".repeat(255);
		this.store.content = "{\"other\":%s}".formatted(deepest);
		hook(5, true);
		hook(0, true);
		hook(1, true);
		assertThat(hook(0, true)).isEqualTo(6);
		assertThat(this.store.problems).isEmpty();
		this.store.content = "{\"other\":[%s]}".formatted(deepest);
		hook(0, true);
		assertThat(this.store.problems).singleElement().asString().contains("256 levels");
	}

	@Test
	void storeThatCannotSetAsideSaysWhatToDo() {
		StateStore own = new StateStore() {

			@Override
			public Map<String, Object> load() {
				return Map.of("count", "x");
			}

			@Override
			public void save(Map<String, Object> state) {
				throw new AssertionError(state);
			}

			@Override
			public String toString() {
				return "the bucket";
			}

		};
		CharmState state = new CharmState(own, new HookTools(this::call), HookKind.START);
		assertThatExceptionOfType(StateException.class).isThrownBy(() -> state.load(List.of(COUNT)))
			.withMessage("The charm's state cannot be used: no count. Correct or remove what the bucket keeps");
	}

	@Test
	void valueThatWasNotLoadedIsRefused() {
		CharmState state = new CharmState(this.store, new HookTools(this::call), HookKind.START);
		state.load(List.of());
		assertThatIllegalStateException().isThrownBy(() -> state.value(COUNT)).withMessageContaining("'count'");
	}

	// Runs a hook that adds to the count, and gives the count that it found.
	private long hook(long add, boolean committed) {
		this.calls.clear();
		this.juju.begin(Map.of("JUJU_DISPATCH_PATH", "hooks/start"));
		boolean succeeded = false;
		try {
			long found = hook(new HookTools(this::call), HookKind.START, add);
			succeeded = committed;
			return found;
		}
		finally {
			if (succeeded) {
				this.juju.commit();
			}
			else {
				this.juju.rollback();
			}
		}
	}

	private long hook(HookTools tools, HookKind kind, long add) {
		CharmState state = new CharmState(this.store, tools, kind);
		state.load(List.of(COUNT));
		long found = state.value(COUNT);
		state.set(COUNT, found + add);
		state.save();
		return found;
	}

	private HookToolResult call(HookToolCall call) {
		this.calls.add(call.tool() + " " + String.join(" ", call.arguments())
				+ ((call.input() != null) ? " < " + call.input() : ""));
		return this.juju.call(call);
	}

	private static String tell(int number) {
		return "state-set --file - < {\"opsframework.generation\":\"%d\"}".formatted(number);
	}

	private static Long readCount(Object count) {
		if (count != null && !(count instanceof Long)) {
			throw new IllegalArgumentException("no count");
		}
		return (count != null) ? (Long) count : 0L;
	}

	private static final class KeptState implements StateStore {

		private String content = "{}";

		private int saves;

		private boolean committedWithHook;

		private RuntimeException failure;

		private final List<String> problems = new ArrayList<>();

		@Override
		@SuppressWarnings("unchecked")
		public Map<String, Object> load() {
			return (Map<String, Object>) Json.parse(this.content);
		}

		@Override
		public void save(Map<String, Object> state) {
			if (this.failure != null) {
				throw this.failure;
			}
			this.content = Json.write(state);
			this.saves++;
		}

		@Override
		public boolean isCommittedWithHook() {
			return this.committedWithHook;
		}

		@Override
		public void setAside(String problem) {
			this.problems.add(problem);
			this.content = "{}";
		}

	}

}
