package io.opsframework.invocation;

import io.opsframework.listener.ListenerGate.Unmet;

/**
 * Calls a listener only where all its gates hold.
 */
final class GateStep implements ListenerStep {

	private final ListenerGates gates;

	GateStep(ListenerGates gates) {
		this.gates = gates;
	}

	@Override
	public void call(ListenerCall call, Runnable rest) {
		Unmet unmet = this.gates.check(call.listener(), call.event());
		if (unmet != null) {
			NotCalled.because(call, unmet.reason(), unmet.defers());
		}
		else {
			rest.run();
		}
	}

}
