package io.opsframework.listener;

import io.opsframework.event.CharmEvent;

/**
 * One call of a listener with one event.
 */
public interface ListenerInvocation {

	/**
	 * The listener.
	 * @return the listener's method
	 */
	ListenerMethod listener();

	/**
	 * The event.
	 * @return the event
	 */
	CharmEvent event();

	/**
	 * Whether the listener deferred the event before and gets it again now.
	 * @return {@code false} if the event is new
	 */
	boolean isReplay();

}
