package io.opsframework.event;

/**
 * The charm was installed: once in a unit's life.
 */
public record InstallEvent() implements JujuEvent, Deferrable {

	@Override
	public String hookName() {
		return "install";
	}

}
