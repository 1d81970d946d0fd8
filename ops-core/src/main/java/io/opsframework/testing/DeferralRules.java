package io.opsframework.testing;

import io.opsframework.deferral.DeferredEvent;

/**
 * The consistency rules about deferred events.
 */
final class DeferralRules {

	private DeferralRules() {
	}

	// The framework itself keeps such an entry: an upgrade may have taken the listener
	// away.
	static void listenersExist(ScenarioInput input, Violations violations) {
		for (DeferredEvent entry : input.state().deferred()) {
			if (!input.listeners().contains(entry.listener())) {
				violations.add("The charm has no listener '%s' that could have deferred '%s', only %s: correct the id",
						entry.listener(), entry.name(), input.listeners());
			}
		}
	}

}
