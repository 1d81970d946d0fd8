package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The charm was installed: once in a unit's life.
 */
public record InstallEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.INSTALL;
	}

}
