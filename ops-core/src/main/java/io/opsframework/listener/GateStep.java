package io.opsframework.listener;

import java.util.List;

/**
 * Calls a listener only where all its gates hold.
 */
final class GateStep implements ListenerStep {

	private final List<ListenerGate> gates;

	GateStep(List<ListenerGate> gates) {
		this.gates = gates;
	}

	@Override
	public void call(ListenerInvocation invocation, Runnable rest) {
		for (ListenerGate gate : this.gates) {
			ListenerGate.Unmet unmet = gate.check(invocation.listener(), invocation.event(), invocation.hook());
			if (unmet != null) {
				NotCalled.because(invocation, unmet.reason(), unmet.defers());
				return;
			}
		}
		rest.run();
	}

}
