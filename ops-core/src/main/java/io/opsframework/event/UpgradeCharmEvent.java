package io.opsframework.event;

/**
 * The charm was refreshed, or a resource was attached.
 */
public record UpgradeCharmEvent() implements JujuEvent, Deferrable {

	@Override
	public String hookName() {
		return "upgrade-charm";
	}

}
