package io.opsframework.dispatch;

import java.util.Map;
import java.util.function.BooleanSupplier;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.SecretRemoveEvent;
import io.opsframework.hooktool.SecretNotFoundException;
import io.opsframework.model.NotLeaderException;
import io.opsframework.state.CharmState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes revisions of the charm's secrets that nobody reads any more: Juju only says so,
 * and keeps them all.
 */
final class SecretPruner {

	private static final Logger logger = LoggerFactory.getLogger(SecretPruner.class);

	private final EventSerializer serializer;

	private final BooleanSupplier enabled;

	SecretPruner(EventSerializer serializer, BooleanSupplier enabled) {
		this.serializer = serializer;
		this.enabled = enabled;
	}

	/**
	 * Remove the revision of an event that its listeners have handled. As long as one has
	 * deferred it, the revision stays.
	 * @param event the event
	 * @param state the charm's state, with the deferred events
	 */
	void prune(CharmEvent event, CharmState state) {
		if (event instanceof SecretRemoveEvent remove && this.enabled.getAsBoolean() && !isDeferred(remove, state)) {
			try {
				remove.removeRevision();
			}
			catch (SecretNotFoundException | NotLeaderException ex) {
				// It was deferred, and another unit leads by now.
				logger.info("Revision {} of {} is not removed: {}", remove.revision(), remove.secret(),
						ex.getMessage());
			}
		}
	}

	private boolean isDeferred(SecretRemoveEvent event, CharmState state) {
		Map<String, Object> serialized = this.serializer.serialize(event);
		return state.value(DeferralQueue.STATE_KEY)
			.entries()
			.stream()
			.anyMatch((entry) -> entry.event().equals(serialized));
	}

}
