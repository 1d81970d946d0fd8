package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The periodic hook, each five minutes unless the model says otherwise.
 */
public record UpdateStatusEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.UPDATE_STATUS;
	}

}
