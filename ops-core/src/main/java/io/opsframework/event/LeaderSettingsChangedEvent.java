package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * The leader or its settings changed; not from Juju 4.0 on.
 *
 * @deprecated Use the data of a peer relation: Juju 4.0 and later send this event no
 * more.
 */
@Deprecated
public record LeaderSettingsChangedEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.LEADER_SETTINGS_CHANGED;
	}

}
