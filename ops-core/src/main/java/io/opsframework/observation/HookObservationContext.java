package io.opsframework.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a hook while it is observed.
 */
public class HookObservationContext extends Observation.Context {

	private final String dispatchPath;

	private final @Nullable String event;

	/**
	 * Create a new context.
	 * @param dispatchPath what Juju dispatches
	 * @param event the kind of its event; {@code null} where the framework knows none
	 */
	public HookObservationContext(String dispatchPath, @Nullable String event) {
		this.dispatchPath = dispatchPath;
		this.event = event;
	}

	/**
	 * What Juju dispatches.
	 * @return the path, {@code hooks/database-relation-changed} or {@code actions/backup}
	 */
	public String getDispatchPath() {
		return this.dispatchPath;
	}

	/**
	 * The kind of the event.
	 * @return the simple name of its class, {@code RelationChangedEvent}; {@code null}
	 * where the framework knows none
	 */
	public @Nullable String getEvent() {
		return this.event;
	}

}
