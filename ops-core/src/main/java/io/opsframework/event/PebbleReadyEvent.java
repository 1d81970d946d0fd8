package io.opsframework.event;

import io.opsframework.model.Container;

/**
 * The Pebble of a workload container has come up.
 *
 * @param container the container
 */
public record PebbleReadyEvent(Container container) implements WorkloadEvent {

	@Override
	public String hookName() {
		return this.container.name() + "-pebble-ready";
	}

}
