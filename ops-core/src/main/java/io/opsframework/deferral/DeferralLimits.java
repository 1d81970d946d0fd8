package io.opsframework.deferral;

import org.springframework.util.Assert;

/**
 * How long deferred events are tried, and how many of them may wait.
 *
 * @param maxAttempts how often the replay of an event may throw before it is parked
 * @param maxEntries how many entries the queue may have
 */
public record DeferralLimits(int maxAttempts, int maxEntries) {

	/** Five attempts and 1,000 entries. */
	public static final DeferralLimits DEFAULT = new DeferralLimits(5, 1000);

	public DeferralLimits {
		Assert.isTrue(maxAttempts > 0, () -> "ops.deferral.max-attempts is " + maxAttempts + ": set it to 1 or more");
		Assert.isTrue(maxEntries > 0, () -> "ops.deferral.max-entries is " + maxEntries + ": set it to 1 or more");
	}

}
