package io.opsframework.event;

/**
 * The names people know events by. An event's own text may hold what no log may show.
 */
public final class EventNames {

	private EventNames() {
	}

	/**
	 * Name an event.
	 * @param event the event
	 * @return the name of the hook or the action, or the simple name of the class
	 */
	public static String of(CharmEvent event) {
		return (event instanceof JujuEvent jujuEvent) ? jujuEvent.hookName() : event.getClass().getSimpleName();
	}

}
