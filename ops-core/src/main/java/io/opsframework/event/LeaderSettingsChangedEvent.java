package io.opsframework.event;

/**
 * The leader or its settings changed; not from Juju 4.0 on.
 */
public record LeaderSettingsChangedEvent() implements JujuEvent, Deferrable {

	@Override
	public String hookName() {
		return "leader-settings-changed";
	}

}
