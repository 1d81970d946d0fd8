package io.opsframework.event;

/**
 * An event that a charm's listeners can take. Juju's own are {@link JujuEvent}s; a charm
 * or a library adds its own by implementing this interface and publishing them with an
 * {@code ApplicationEventPublisher}.
 * <p>
 * A record of strings, numbers, booleans, enums, relations, and records, lists and maps
 * of these is a value: each listener gets one of its own, and does not see what another
 * one did to it. Listeners that are to add to an event share one of another class.
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
