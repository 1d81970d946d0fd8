package io.opsframework.invocation;

import java.util.List;

import io.opsframework.listener.ListenerGate;

/**
 * Calls a listener only where all its gates hold.
 */
final class GateStep implements ListenerStep {

	private final List<ListenerGate> gates;

	GateStep(List<ListenerGate> gates) {
		this.gates = gates;
	}

	@Override
	public void call(ListenerCall call, Runnable rest) {
		for (ListenerGate gate : this.gates) {
			ListenerGate.Unmet unmet = gate.check(call.listener(), call.event());
			if (unmet != null) {
				NotCalled.because(call, unmet.reason(), unmet.defers());
				return;
			}
		}
		rest.run();
	}

}
