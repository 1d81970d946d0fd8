package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * This unit has become the leader.
 */
public record LeaderElectedEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.LEADER_ELECTED;
	}

}
