package io.opsframework.simulation;

import java.util.Map;

/**
 * A metric that a charm has added, {@code add-metric}.
 *
 * @param key which metric
 * @param value its value as it was given
 * @param labels what it is about, by name; most often empty
 */
public record SimulatedMetric(String key, String value, Map<String, String> labels) {

	public SimulatedMetric {
		labels = Map.copyOf(labels);
	}

}
