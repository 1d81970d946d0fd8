package io.opsframework.event;

/**
 * An event that can be deferred: the listener is called with it again at the beginning of
 * the next hook. Events that are about something that cannot wait do not implement this
 * interface, so deferring them does not compile.
 */
public interface Deferrable extends CharmEvent {

	/**
	 * Call this listener with this event again in the next hook. The listener goes on,
	 * and other listeners are not affected.
	 * @param reason why, for the log and the operator; not blank
	 * @throws IllegalStateException outside of the listener the event is delivered to
	 */
	default void defer(String reason) {
		Delivery.current().defer(this, reason);
	}

}
