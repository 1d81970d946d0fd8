package io.opsframework.event;

/**
 * The machine is about to be upgraded; not from Juju 4.0 on.
 */
public record PreSeriesUpgradeEvent() implements JujuEvent, Deferrable {

	@Override
	public String hookName() {
		return "pre-series-upgrade";
	}

}
