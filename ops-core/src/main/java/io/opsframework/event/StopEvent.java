package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The unit is to stop its workload, before it is removed or its pod ends.
 */
public record StopEvent() implements JujuEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.STOP;
	}

}
