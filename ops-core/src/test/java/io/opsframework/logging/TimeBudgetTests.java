package io.opsframework.logging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeBudget}.
 */
class TimeBudgetTests {

	private final AtomicLong now = new AtomicLong(1000);

	private final TimeBudget budget = new TimeBudget(Duration.ofNanos(50), this.now::get);

	@Test
	void callsThatSucceedCostNothing() {
		call(200, true);
		assertThat(this.budget.left()).isEqualTo(50);
	}

	@Test
	void callsThatFailCostTheirTime() {
		call(20, false);
		assertThat(this.budget.left()).isEqualTo(30);
		call(31, false);
		assertThat(this.budget.left()).isEqualTo(-1);
	}

	@Test
	void callThatHasNotEndedCostsItsTimeUntilItSucceeds() {
		this.budget.callBegins();
		this.now.addAndGet(60);
		assertThat(this.budget.left()).isEqualTo(-10);
		this.budget.callEnds(true);
		assertThat(this.budget.left()).isEqualTo(50);
	}

	private void call(long nanos, boolean success) {
		this.budget.callBegins();
		this.now.addAndGet(nanos);
		this.budget.callEnds(success);
	}

}
