package io.opsframework.event;

/**
 * Metrics are to be collected, in a restricted context; not from Juju 3.6.11 on.
 */
public record CollectMetricsEvent() implements JujuEvent, Deferrable {

	@Override
	public String hookName() {
		return "collect-metrics";
	}

}
