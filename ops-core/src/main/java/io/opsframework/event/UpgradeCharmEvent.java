package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The charm was refreshed, or a resource was attached.
 */
public record UpgradeCharmEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.UPGRADE_CHARM;
	}

}
