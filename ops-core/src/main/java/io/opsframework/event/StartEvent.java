package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The unit is to start its workload: after the first config-changed, and again after a
 * reboot or in a new pod.
 */
public record StartEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.START;
	}

}
