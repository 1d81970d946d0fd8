package io.opsframework.simulation.pebble;

import java.util.List;

import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.ServiceInfo;

/**
 * What a simulated Pebble counts, as text.
 */
final class Metrics {

	private Metrics() {
	}

	static String write(Services services, Checks checks) {
		StringBuilder text = new StringBuilder();
		for (ServiceInfo service : services.infos(List.of())) {
			String label = "service=\"%s\"".formatted(service.name());
			write(text, "pebble_service_active", "Whether the service is currently active (1) or not (0)", "gauge",
					label, service.isRunning() ? 1 : 0);
			write(text, "pebble_service_start_count", "Number of times the service has started", "counter", label,
					services.starts(service.name()));
		}
		for (CheckInfo check : checks.infos(null, List.of())) {
			write(text, "pebble_check_up", "Whether the health check is up (1) or not (0)", "gauge",
					"check=\"%s\"".formatted(check.name()), check.isUp() ? 1 : 0);
		}
		return text.toString();
	}

	private static void write(StringBuilder text, String name, String help, String type, String label, int value) {
		text.append("# HELP %s %s\n# TYPE %s %s\n%s{%s} %d\n\n".formatted(name, help, name, type, name, label, value));
	}

}
