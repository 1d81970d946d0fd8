package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Container;

/**
 * A health check of a workload has failed; from Juju 3.6 on.
 *
 * @param container the container
 * @param checkName the check's name
 */
public record PebbleCheckFailedEvent(Container container, String checkName) implements WorkloadEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.PEBBLE_CHECK_FAILED;
	}

}
