package io.opsframework.event;

import java.util.Map;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Hook;

/**
 * Metrics are to be collected, in a restricted context; not from Juju 3.6.11 on.
 *
 * @param hook the running hook
 * @deprecated Juju 3.6.11 and later collect no metrics, and send this event no more.
 */
@Deprecated
public record CollectMetricsEvent(Hook hook) implements JujuEvent, Deferrable {

	/**
	 * Report metrics ({@code add-metric}). Juju takes them in this event only, and not
	 * where it was deferred.
	 * @param metrics the values, which are finite and not negative, by the keys that the
	 * charm declares
	 * @throws IllegalArgumentException if there are no metrics, or Juju would not take
	 * one
	 */
	public void addMetrics(Map<String, ? extends Number> metrics) {
		addMetrics(metrics, Map.of());
	}

	/**
	 * Report metrics with labels ({@code add-metric}).
	 * @param metrics the values by the keys that the charm declares
	 * @param labels what the values are about, by name
	 * @throws IllegalArgumentException if there are no metrics, or Juju would not take
	 * one
	 */
	@SuppressWarnings("deprecation")
	public void addMetrics(Map<String, ? extends Number> metrics, Map<String, String> labels) {
		this.hook.tools().deprecated().addMetric(metrics, labels);
	}

	@Override
	public HookKind hookKind() {
		return HookKind.COLLECT_METRICS;
	}

}
