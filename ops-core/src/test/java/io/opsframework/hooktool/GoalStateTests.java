package io.opsframework.hooktool;

import java.time.Instant;

import io.opsframework.hooktool.GoalState.Goal;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GoalState} as {@link HookTools} reads it.
 */
class GoalStateTests {

	private static final Instant SINCE = Instant.parse("2026-05-01T10:00:00Z");

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final HookTools tools = new HookTools(this.backend);

	@Test
	void goalStateReadsUnitsAndRelationsOnce() {
		this.backend.answers("""
				{"units":{"app/0":{"status":"active","since":"2026-05-01 10:00:00Z"},"app/1":{"status":"dying"}},
				"relations":{"db":{"postgresql":{"status":"joined","since":"2026-05-01T10:00:00Z"},
				"postgresql/0":{"status":"active","since":""}}}}""");
		GoalState state = this.tools.goalState();
		assertThat(state.units()).containsEntry(UnitName.of("app/0"), new Goal("active", SINCE))
			.containsEntry(UnitName.of("app/1"), new Goal("dying", null))
			.hasSize(2)
			.isUnmodifiable();
		assertThat(state.relations()).containsOnlyKeys("db").isUnmodifiable();
		assertThat(state.relations().get("db")).containsEntry("postgresql", new Goal("joined", SINCE))
			.containsEntry("postgresql/0", new Goal("active", null))
			.hasSize(2)
			.isUnmodifiable();
		assertThat(this.tools.goalState()).isSameAs(state);
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("goal-state", "--format=json"));
	}

	@Test
	void plannedUnitsLeavesOutTheDying() {
		this.backend.answers("""
				{"units":{"app/0":{"status":"active"},"app/1":{"status":"waiting"},"app/2":{"status":"dying"}}}""");
		assertThat(this.tools.goalState().plannedUnits()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{}", "{\"units\":null,\"relations\":null}" })
	void goalStateWithoutPartsIsEmpty(String output) {
		this.backend.answers(output);
		assertThat(this.tools.goalState().units()).isEmpty();
		assertThat(this.tools.goalState().relations()).isEmpty();
		assertThat(this.tools.goalState().plannedUnits()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{\"units\":[]}", "{\"units\":{\"app/0\":{\"since\":\"yesterday\"}}}" })
	void goalStateOfAnotherShapeFails(String output) {
		this.backend.answers(output);
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(this.tools::goalState)
			.withMessage("Hook tool 'goal-state' answered something else than units and relations in JSON");
	}

}
