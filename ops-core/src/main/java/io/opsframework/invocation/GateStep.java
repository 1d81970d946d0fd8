package io.opsframework.invocation;

import io.opsframework.listener.ListenerGate.Unmet;

/**
 * Calls a listener only where all that it requires is there, and all its gates hold.
 */
final class GateStep implements ListenerStep {

	@Override
	public void call(ListenerCall call, Runnable rest) {
		Unmet unmet = call.listener().unmet(call.event());
		if (unmet != null) {
			call.skip(unmet.reason(), unmet.defers());
		}
		else {
			rest.run();
		}
	}

}
