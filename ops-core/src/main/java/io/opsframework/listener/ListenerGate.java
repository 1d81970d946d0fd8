package io.opsframework.listener;

import io.opsframework.event.CharmEvent;
import io.opsframework.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * A condition that has to hold for a listener to be called. While it does not hold its
 * status is one of those that the unit's is picked from. Beans of this type are asked for
 * every listener.
 */
@FunctionalInterface
public interface ListenerGate {

	/**
	 * Check the condition.
	 * @param listener the listener
	 * @param event the event to be delivered; {@code null} when the unit's status is
	 * collected
	 * @return what is not there, or {@code null} if the condition holds or is none of
	 * this listener's
	 */
	@Nullable Unmet check(ListenerMethod listener, @Nullable CharmEvent event);

	/**
	 * A condition that does not hold.
	 *
	 * @param reason what is not there, for the log and for the person who runs an action
	 * @param status what this means for the unit's status; {@code null} for nothing
	 * @param defers whether the event is to be deferred for the listener, because nothing
	 * else brings it again
	 */
	record Unmet(String reason, @Nullable Status status, boolean defers) {

	}

}
