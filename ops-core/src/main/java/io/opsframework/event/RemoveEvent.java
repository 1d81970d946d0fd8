package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The last hook of a unit.
 */
public record RemoveEvent() implements JujuEvent {

	@Override
	public HookKind hookKind() {
		return HookKind.REMOVE;
	}

}
