package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The configuration, an address or trust may have changed.
 */
public record ConfigChangedEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.CONFIG_CHANGED;
	}

}
