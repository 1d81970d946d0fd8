package io.opsframework.simulation;

import java.util.List;
import java.util.Map;

/**
 * The tool that adds metrics, before Juju 3.6.11.
 */
final class MetricTools {

	private static final String LABELS = "labels";

	private MetricTools() {
	}

	static void addTo(ToolTable table) {
		table.add("add-metric", VersionRange.ALL.to("3.6.11"), Options.none().value(LABELS, "l"),
				MetricTools::addMetric);
	}

	private static void addMetric(ToolInvocation tool) {
		if (tool.arguments().isEmpty()) {
			throw ToolException.usage("no metrics specified");
		}
		Map<String, String> metrics = pairs(tool.arguments().positional(), "metrics");
		String given = tool.arguments().option(LABELS);
		Map<String, String> labels = (given != null) ? pairs(List.of(given.split(",")), LABELS) : Map.of();
		metrics.forEach((key, value) -> {
			if (key.startsWith("juju")) {
				throw ToolException.failure(key + " uses a reserved prefix");
			}
			tool.hook().addMetric(new SimulatedMetric(key, value, labels));
		});
	}

	private static Map<String, String> pairs(List<String> arguments, String what) {
		try {
			return KeyValues.parse(arguments);
		}
		catch (ToolException ex) {
			throw ex.annotate("invalid " + what);
		}
	}

}
