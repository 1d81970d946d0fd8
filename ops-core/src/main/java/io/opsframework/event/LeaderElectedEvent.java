package io.opsframework.event;

/**
 * This unit has become the leader.
 */
public record LeaderElectedEvent() implements JujuEvent, Deferrable {

	@Override
	public String hookName() {
		return "leader-elected";
	}

}
