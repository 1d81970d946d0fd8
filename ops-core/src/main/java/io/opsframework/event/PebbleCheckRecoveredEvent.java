package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Container;
import io.opsframework.model.LazyCheckInfo;

/**
 * A health check of a workload succeeds again; from Juju 3.6 on.
 *
 * @param container the container
 * @param check the check, of which Pebble is asked for more when more is wanted
 */
public record PebbleCheckRecoveredEvent(Container container, LazyCheckInfo check) implements WorkloadEvent {

	/**
	 * Create a new event.
	 * @param container the container
	 * @param checkName the check's name
	 */
	public PebbleCheckRecoveredEvent(Container container, String checkName) {
		this(container, new LazyCheckInfo(container, checkName));
	}

	@Override
	public HookKind hookKind() {
		return HookKind.PEBBLE_CHECK_RECOVERED;
	}

}
