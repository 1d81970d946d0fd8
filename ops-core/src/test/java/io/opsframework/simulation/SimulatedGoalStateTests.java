package io.opsframework.simulation;

import java.util.Map;

import io.opsframework.hooktool.GoalState;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code goal-state} of {@link SimulatedJuju}.
 */
class SimulatedGoalStateTests {

	private final SimulatedModel model = new SimulatedModel(UnitName.of("greeter/1"), Map.of());

	private final SimulatedJuju juju = new SimulatedJuju(this.model);

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 5 })
	void plannedUnitsAreThoseOfTheModel(int planned) {
		SimulatedRelation peers = this.model.addPeerRelation(RelationId.of("peers:1"));
		peers.addUnit(UnitName.of("greeter/0"));
		peers.addUnit(UnitName.of("greeter/2"));
		this.model.setPlannedUnits(planned);
		assertThat(goalState().plannedUnits()).isEqualTo(planned);
	}

	@Test
	void unitItselfIsTheLastToGo() {
		this.model.addPeerRelation(RelationId.of("peers:1")).addUnit(UnitName.of("greeter/0"));
		GoalState state = goalState();
		assertThat(state.units().get(UnitName.of("greeter/0")).status()).isEqualTo("dying");
		assertThat(state.units().get(UnitName.of("greeter/1")).status()).isEqualTo("unknown");
	}

	@Test
	void unitsToComeAreWaiting() {
		this.model.setPlannedUnits(3);
		GoalState state = goalState();
		assertThat(state.units()).containsOnlyKeys(UnitName.of("greeter/0"), UnitName.of("greeter/1"),
				UnitName.of("greeter/2"));
		assertThat(state.units().get(UnitName.of("greeter/2")).status()).isEqualTo("waiting");
		assertThat(state.relations()).isEmpty();
	}

	private GoalState goalState() {
		this.juju.begin(Map.of("JUJU_DISPATCH_PATH", "hooks/start"));
		return new HookTools(this.juju).goalState();
	}

}
