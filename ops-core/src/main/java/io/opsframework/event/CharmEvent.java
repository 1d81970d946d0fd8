package io.opsframework.event;

/**
 * An event that a charm's listeners can take. Juju's own are {@link JujuEvent}s; a charm
 * or a library adds its own by implementing this interface and publishing them with an
 * {@code ApplicationEventPublisher}.
 */
public interface CharmEvent {

	/**
	 * The name that logs and messages call the event by: its own text may hold what they
	 * must not show.
	 * @return the name; unless it is overridden, the simple name of the class
	 */
	default String eventName() {
		return getClass().getSimpleName();
	}

}
