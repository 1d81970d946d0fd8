package io.opsframework.invocation;

import io.opsframework.model.CurrentHook;
import io.opsframework.model.PendingWrites;

/**
 * Sends what a listener writes when the outermost call returns, and drops it when that
 * throws. Listeners of events that are published meanwhile join it.
 */
final class BufferWritesStep implements ListenerStep {

	private final CurrentHook hook;

	BufferWritesStep(CurrentHook hook) {
		this.hook = hook;
	}

	@Override
	public void call(ListenerCall call, Runnable rest) {
		PendingWrites writes = this.hook.writes();
		if (writes.isOpen()) {
			rest.run();
			return;
		}
		writes.begin();
		boolean returned = false;
		try {
			rest.run();
			returned = true;
		}
		finally {
			if (!returned) {
				writes.rollback();
			}
		}
		writes.commit();
	}

}
