package io.opsframework.invocation;

import java.time.Duration;

import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.ActionEvent;
import io.opsframework.listener.ActionFailedException;
import io.opsframework.model.RebootException;
import io.opsframework.model.WritesPartlySentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the hook from failing with what is not its own: a replay that throws is logged
 * with the name of the deferred event, and the call remembers it; an action that its
 * listener fails is a failure for the person who ran it.
 */
final class IsolateStep implements ListenerStep {

	private static final Logger logger = LoggerFactory.getLogger(IsolateStep.class);

	@Override
	public void call(ListenerCall call, Runnable rest) {
		DeferredEvent entry = call.replayed();
		if (entry != null) {
			replay(call, entry, rest);
		}
		else if (call.event() instanceof ActionEvent action) {
			run(action, rest);
		}
		else {
			rest.run();
		}
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
