package io.opsframework.logging;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long calls may take that do not succeed, all together. Those that do cost nothing,
 * once they have ended.
 */
final class TimeBudget {

	private final LongSupplier ticker;

	private long nanos;

	private long callSince;

	private boolean calling;

	TimeBudget(Duration budget, LongSupplier ticker) {
		this.nanos = budget.toNanos();
		this.ticker = ticker;
	}

	void callBegins() {
		this.callSince = this.ticker.getAsLong();
		this.calling = true;
	}

	void callEnds(boolean success) {
		this.nanos = success ? this.nanos : left();
		this.calling = false;
	}

	/**
	 * What is left, if the call that has begun does not succeed.
	 * @return nanoseconds; not positive if there is nothing left
	 */
	long left() {
		return this.calling ? this.nanos - (this.ticker.getAsLong() - this.callSince) : this.nanos;
	}

}
