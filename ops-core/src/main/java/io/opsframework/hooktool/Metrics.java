package io.opsframework.hooktool;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What metrics can be.
 */
final class Metrics {

	private static final Pattern NAME = Pattern.compile("[a-zA-Z](?:[a-zA-Z0-9_-]*[a-zA-Z0-9])?");

	private Metrics() {
	}

	/**
	 * Fail if Juju would not take metrics.
	 * @param metrics values by key
	 * @param labels labels by name
	 * @throws IllegalArgumentException for the first of them that it would not take
	 */
	static void check(Map<String, ? extends Number> metrics, Map<String, String> labels) {
		if (metrics.isEmpty()) {
			throw new IllegalArgumentException("There are no metrics to add");
		}
		metrics.forEach((key, value) -> {
			requireName("Metric", key);
			double number = value.doubleValue();
			if (!Double.isFinite(number) || number < 0) {
				throw new IllegalArgumentException(
						"Metric '%s' cannot be %s: take a finite number that is not negative".formatted(key, value));
			}
		});
		labels.forEach((name, label) -> {
			requireName("Label", name);
			if (label.isEmpty() || label.contains(",") || label.contains("=")) {
				throw new IllegalArgumentException(
						"Label '%s' cannot be '%s': take a text that is not empty, without commas and equals signs"
							.formatted(name, label));
			}
		});
	}

	private static void requireName(String what, String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"%s '%s' has no valid name: take letters, digits, dashes and underscores, a letter first, and a letter or digit last"
						.formatted(what, name));
		}
	}

}
