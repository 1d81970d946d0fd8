package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The machine was upgraded; not from Juju 4.0 on.
 *
 * @deprecated Juju 4.0 and later upgrade no machines, and send this event no more.
 */
@Deprecated
public record PostSeriesUpgradeEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.POST_SERIES_UPGRADE;
	}

}
