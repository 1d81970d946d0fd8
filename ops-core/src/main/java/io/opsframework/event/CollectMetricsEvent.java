package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * Metrics are to be collected, in a restricted context; not from Juju 3.6.11 on.
 *
 * @deprecated Juju 3.6.11 and later collect no metrics, and send this event no more.
 */
@Deprecated
public record CollectMetricsEvent() implements JujuEvent, Deferrable {

	@Override
	public HookKind hookKind() {
		return HookKind.COLLECT_METRICS;
	}

}
