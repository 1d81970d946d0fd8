package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The leader or its settings changed; not from Juju 4.0 on.
 */
public record LeaderSettingsChangedEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.LEADER_SETTINGS_CHANGED;
	}

}
