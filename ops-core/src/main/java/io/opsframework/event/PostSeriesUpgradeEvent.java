package io.opsframework.event;

/**
 * The machine was upgraded; not from Juju 4.0 on.
 */
public record PostSeriesUpgradeEvent() implements JujuEvent, Deferrable {

	@Override
	public String hookName() {
		return "post-series-upgrade";
	}

}
