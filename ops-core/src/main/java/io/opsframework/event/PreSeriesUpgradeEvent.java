package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The machine is about to be upgraded; not from Juju 4.0 on.
 */
public record PreSeriesUpgradeEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.PRE_SERIES_UPGRADE;
	}

}
