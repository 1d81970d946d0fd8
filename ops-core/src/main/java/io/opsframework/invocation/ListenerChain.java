package io.opsframework.invocation;

import java.util.List;

/**
 * What happens around one listener call, from the outside in: it is observed, a replay is
 * isolated, gates are checked, arguments are resolved, writes are buffered, and the
 * method is invoked.
 */
final class ListenerChain {

	private final List<ListenerStep> steps;

	ListenerChain(ObserveStep observe, IsolateStep isolate, GateStep gates, ArgumentsStep arguments,
			BufferWritesStep bufferWrites, InvokeStep invoke) {
		this.steps = List.of(observe, isolate, gates, arguments, bufferWrites, invoke);
	}

	void call(ListenerCall call) {
		call(call, 0);
	}

	private void call(ListenerCall call, int index) {
		if (index < this.steps.size()) {
			this.steps.get(index).call(call, () -> call(call, index + 1));
		}
	}

}
