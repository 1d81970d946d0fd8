package io.opsframework.invocation;

import java.time.Duration;

import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.ActionEvent;
import io.opsframework.listener.ActionFailedException;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.RebootException;
import io.opsframework.model.WritesPartlySentException;
import io.opsframework.pebble.PebbleConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the hook from failing with what is not its own: a replay that throws is logged
 * with the name of the deferred event, and the call remembers it; an action that its
 * listener fails is a failure for the person who ran it; a listener whose container is
 * gone waits for it.
 */
final class IsolateStep implements ListenerStep {

	private static final Logger logger = LoggerFactory.getLogger(IsolateStep.class);

	private final CurrentHook hook;

	IsolateStep(CurrentHook hook) {
		this.hook = hook;
	}

	@Override
	public void call(ListenerCall call, Runnable rest) {
		DeferredEvent entry = call.replayed();
		if (entry != null) {
			replay(call, entry, () -> runUntilContainerIsGone(call, rest));
		}
		else if (call.event() instanceof ActionEvent action) {
			run(action, () -> runUntilContainerIsGone(call, rest));
		}
		else {
			runUntilContainerIsGone(call, rest);
		}
	}

	// Inside of another listener it is the other's matter, which began with more.
	private void runUntilContainerIsGone(ListenerCall call, Runnable rest) {
		boolean inner = this.hook.writes().isOpen();
		try {
			rest.run();
		}
		catch (RuntimeException ex) {
			if (inner || !isContainerGone(ex)) {
				throw ex;
			}
			String reason = this.hook.get().containerIsGone();
			logger.warn("{} could not go on with {}, and waits {}: {}", call.listener().id(), call.event().eventName(),
					reason, ListenerException.unwrap(ex).getMessage());
			call.skip("waiting " + reason, true);
		}
	}

	/**
	 * Whether a listener ended because its container's Pebble could not be reached.
	 * @param ex what it threw
	 * @return {@code true} if so, however often it may have gone on before that
	 */
	static boolean isContainerGone(RuntimeException ex) {
		return ListenerException.unwrap(ex) instanceof PebbleConnectionException;
	}

	private static void run(ActionEvent action, Runnable rest) {
		try {
			rest.run();
		}
		catch (ActionFailedException ex) {
			String message = ex.getMessage();
			action.fail((message != null) ? message : "");
		}
	}

	// Errors too: a class that is missing must not wedge the unit.
	private static void replay(ListenerCall call, DeferredEvent entry, Runnable rest) {
		try {
			rest.run();
		}
		catch (WritesPartlySentException | OutOfMemoryError ex) {
			// Only the failure of the hook makes Juju drop what was sent, and without
			// memory there is nothing to go on with.
			throw ex;
		}
		catch (Exception | Error ex) {
			if (ListenerException.unwrap(ex) instanceof RebootException) {
				throw ex;
			}
			call.fail(ex);
			logger.error("Deferred {} failed in {}, deferred {} ago, attempt {}", entry.name(), entry.listener(),
					age(entry), entry.attempts() + 1, ListenerException.unwrap(ex));
		}
	}

	private static Duration age(DeferredEvent entry) {
		return Duration.ofSeconds(Math.max(0, (System.currentTimeMillis() - entry.since()) / 1000));
	}

}
