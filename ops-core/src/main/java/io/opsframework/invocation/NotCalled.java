package io.opsframework.invocation;

import io.opsframework.event.ActionEvent;
import io.opsframework.event.Deferrable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an event that a listener is not called with: an action fails with the
 * reason, since somebody waits for it; another event is deferred where nothing else
 * brings it again, and stays deferred if it was.
 */
final class NotCalled {

	private static final Logger logger = LoggerFactory.getLogger(NotCalled.class);

	private NotCalled() {
	}

	static void because(ListenerCall call, String reason, boolean defers) {
		if (call.event() instanceof ActionEvent action) {
			action.fail(reason);
		}
		else if ((defers || call.replayed() != null) && call.event() instanceof Deferrable) {
			call.defer(reason);
		}
		else {
			logger.debug("{} is not called: {}", call.listener(), reason);
		}
	}

}
