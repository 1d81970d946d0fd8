package io.opsframework.invocation;

import io.opsframework.model.CurrentHook;
import io.opsframework.model.PendingWrites;
import io.opsframework.model.WritesPartlySentException;

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
		catch (RuntimeException ex) {
			throw failure(call, writes, ex);
		}
		finally {
			if (!returned) {
				writes.rollback();
			}
		}
		writes.commit();
	}

	// A replay that throws does not fail the hook, nor a container that is gone, unless
	// only that makes Juju drop what was done.
	private static RuntimeException failure(ListenerCall call, PendingWrites writes, RuntimeException ex) {
		boolean goesOn = call.replayed() != null || IsolateStep.isContainerGone(ex);
		if (goesOn && writes.isPartlySent()) {
			return new WritesPartlySentException("A %s failed after a change that Juju drops only with the hook: %s"
				.formatted((call.replayed() != null) ? "replay" : "listener", ex.getMessage()), ex);
		}
		return ex;
	}

}
