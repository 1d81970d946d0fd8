package io.opsframework.observation;

import io.micrometer.observation.Observation;

/**
 * What can be said about a listener's call while it is observed.
 */
public class ListenerObservationContext extends Observation.Context {

	private final String listener;

	private final String event;

	private final boolean replay;

	/**
	 * Create a new context.
	 * @param listener the id of the listener
	 * @param event the kind of the event
	 * @param replay whether a deferred event is replayed
	 */
	public ListenerObservationContext(String listener, String event, boolean replay) {
		this.listener = listener;
		this.event = event;
		this.replay = replay;
	}

	/**
	 * The listener.
	 * @return its id
	 */
	public String getListener() {
		return this.listener;
	}

	/**
	 * The kind of the event.
	 * @return the simple name of its class, {@code RelationChangedEvent}
	 */
	public String getEvent() {
		return this.event;
	}

	/**
	 * Whether a deferred event is replayed.
	 * @return {@code false} where the event is the hook's, or published by a listener
	 */
	public boolean isReplay() {
		return this.replay;
	}

}
