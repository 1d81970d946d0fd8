package io.opsframework.test;

import io.opsframework.simulation.SimulatedAction;
import io.opsframework.testing.ActionOutput;
import io.opsframework.testing.Harness;
import io.opsframework.testing.Outcome;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's assertions, and those on what a charm did.
 */
public class CharmAssertions extends Assertions {

	/**
	 * Only for subclasses that add assertions of their own.
	 */
	protected CharmAssertions() {
	}

	/**
	 * Assert on a unit after its latest event.
	 * @param harness the unit's harness
	 * @return the assertions
	 */
	public static CharmAssert assertThat(Harness harness) {
		return new CharmAssert(new ObservedCharm(harness.state(), harness.unitStatuses(), harness.hookTools(),
				harness.juju().model().log(), harness.events(), action(harness.juju().model().action())));
	}

	/**
	 * Assert on the outcome of an event.
	 * @param outcome the outcome
	 * @return the assertions
	 */
	public static CharmAssert assertThat(Outcome outcome) {
		return new CharmAssert(new ObservedCharm(outcome.state(), outcome.unitStatuses(), outcome.hookTools(),
				outcome.log(), outcome.events(), outcome.action()));
	}

	private static @Nullable ActionOutput action(@Nullable SimulatedAction action) {
		return (action != null) ? new ActionOutput(action.results(), action.log(), action.failure()) : null;
	}

}
