package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Container;

/**
 * The Pebble of a workload container has come up.
 *
 * @param container the container
 */
public record PebbleReadyEvent(Container container) implements WorkloadEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.PEBBLE_READY;
	}

}
