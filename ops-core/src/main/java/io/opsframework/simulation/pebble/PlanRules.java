package io.opsframework.simulation.pebble;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.LogTargetSpec;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.Plan;
import io.opsframework.pebble.ServiceSpec;
import io.opsframework.pebble.Spec;
import org.jspecify.annotations.Nullable;

/**
 * What Pebble 1.32 says about layers and plans that it does not take.
 */
final class PlanRules {

	private static final Set<String> SERVICE_FIELDS = Set.of("summary", "description", "startup", "override", "command",
			"after", "before", "requires", "environment", "user-id", "user", "group-id", "group", "working-dir",
			"on-success", "on-failure", "on-check-failure", "backoff-delay", "backoff-factor", "backoff-limit",
			"kill-delay");

	private static final Set<String> CHECK_FIELDS = Set.of("override", "level", "startup", "period", "timeout",
			"threshold", "http", "tcp", "exec");

	private static final Set<String> LOG_TARGET_FIELDS = Set.of("type", "location", "services", "override", "labels");

	private static final List<String> PROBES = List.of("http", "tcp", "exec");

	private static final Set<String> LOG_TYPES = Set.of("loki", "opentelemetry", "syslog");

	private static final Set<String> ACTIONS = Set.of("restart", "shutdown", "ignore", "success-shutdown",
			"failure-shutdown");

	private PlanRules() {
	}

	/**
	 * Check a layer by itself.
	 * @param label its label
	 * @param layer the layer
	 * @throws PebbleApiException if Pebble would not read it
	 */
	static void checkLayer(String label, Layer layer) {
		if (label.isEmpty()) {
			throw refused("label must be set");
		}
		if (label.startsWith("pebble-")) {
			throw unreadable("cannot use reserved label prefix \"pebble-\"");
		}
		checkFields(label, "services", "Service", layer.services(), SERVICE_FIELDS);
		checkFields(label, "checks", "Check", layer.checks(), CHECK_FIELDS);
		checkFields(label, "log-targets", "LogTarget", layer.logTargets(), LOG_TARGET_FIELDS);
		checkTypes(label, "services", layer.services());
		checkTypes(label, "checks", layer.checks());
		checkTypes(label, "log-targets", layer.logTargets());
		layer.services().forEach(PlanRules::checkService);
		layer.checks().forEach(PlanRules::checkCheck);
		layer.logTargets().forEach(PlanRules::checkLogTarget);
	}

	private static void checkFields(String label, String section, String type, Map<String, ? extends Spec<?>> specs,
			Set<String> known) {
		specs.forEach((name, spec) -> spec.fields()
			.keySet()
			.stream()
			.filter((field) -> !known.contains(field))
			.findFirst()
			.ifPresent((field) -> {
				throw unreadable(
						"cannot parse layer \"%s\" section \"%s\": yaml: unmarshal errors:\n  line 1: field %s not found in type plan.%s"
							.formatted(label, section, field, type));
			}));
	}

	private static void checkTypes(String label, String section, Map<String, ? extends Spec<?>> specs) {
		specs.values().forEach((spec) -> spec.fields().forEach((field, value) -> {
			String problem = FieldTypes.problem(field, value);
			if (problem != null) {
				throw unreadable("cannot parse layer \"%s\" section \"%s\": %s".formatted(label, section, problem));
			}
		}));
	}

	private static void checkService(String name, ServiceSpec service) {
		if (name.isEmpty()) {
			throw unreadable("cannot use empty string as service name");
		}
		if (name.startsWith("-")) {
			throw unreadable("cannot use service name \"%s\": starting with \"-\" not allowed".formatted(name));
		}
		checkAction(name, "on-success", service.onSuccess());
		checkAction(name, "on-failure", service.onFailure());
		service.onCheckFailure().values().forEach((action) -> checkAction(name, "on-check-failure", action));
		Double factor = service.backoffFactor();
		if (factor != null && factor != 0 && factor < 1) {
			throw unreadable(
					"plan service \"%s\" backoff-factor must be 1.0 or greater, not %s".formatted(name, factor));
		}
	}

	private static void checkAction(String name, String field, @Nullable String action) {
		if (action != null && !action.isEmpty() && !ACTIONS.contains(action)) {
			throw unreadable("plan service \"%s\" %s action \"%s\" invalid".formatted(name, field, action));
		}
	}

	private static void checkCheck(String name, CheckSpec check) {
		if (name.isEmpty()) {
			throw unreadable("cannot use empty string as check name");
		}
		if (isNoneOf(check.level(), "alive", "ready")) {
			throw unreadable("plan check \"%s\" level must be \"alive\" or \"ready\"".formatted(name));
		}
		if (isNoneOf(check.startup(), "enabled", "disabled")) {
			throw unreadable("plan check \"%s\" startup must be \"enabled\" or \"disabled\"".formatted(name));
		}
	}

	private static boolean isNoneOf(@Nullable String value, String... allowed) {
		return value != null && !value.isEmpty() && !List.of(allowed).contains(value);
	}

	private static void checkLogTarget(String name, LogTargetSpec target) {
		String type = target.type();
		if (type != null && !LOG_TYPES.contains(type)) {
			throw unreadable(
					"log target \"%s\" has unsupported type \"%s\", must be \"loki\", \"opentelemetry\" or \"syslog\""
						.formatted(name, type));
		}
	}

	/**
	 * Check that a layer says what becomes of the layers below it.
	 * @param label its label
	 * @param layer the layer
	 * @throws PebbleApiException if it does not
	 */
	static void checkOverrides(String label, Layer layer) {
		checkOverrides(label, "service", layer.services());
		checkOverrides(label, "check", layer.checks());
		checkOverrides(label, "log target", layer.logTargets());
	}

	private static void checkOverrides(String label, String what, Map<String, ? extends Spec<?>> specs) {
		specs.forEach((name, spec) -> {
			String override = spec.override();
			if (override == null || override.isEmpty()) {
				throw refused("layer \"%s\" must define \"override\" for %s \"%s\"".formatted(label, what, name));
			}
			if (!override.equals("replace") && !override.equals("merge")) {
				throw refused("layer \"%s\" has invalid \"override\" value for %s \"%s\"".formatted(label, what, name));
			}
		});
	}

	/**
	 * Check what all layers make together.
	 * @param plan the plan
	 * @throws PebbleApiException if Pebble would not take it
	 */
	static void checkPlan(Plan plan) {
		plan.services().forEach((name, service) -> require(service.command(), "command", "service", name));
		plan.checks().forEach(PlanRules::checkProbe);
		plan.logTargets().forEach((name, target) -> checkLogTarget(name, target, plan));
		plan.services()
			.values()
			.stream()
			.flatMap((service) -> service.requires().stream())
			.filter((required) -> !plan.services().containsKey(required))
			.findFirst()
			.ifPresent((required) -> {
				throw refused("service \"%s\" does not exist".formatted(required));
			});
		ServiceOrder.of(plan, plan.services().keySet());
	}

	private static void checkProbe(String name, CheckSpec check) {
		List<String> probes = PROBES.stream().filter(check.fields()::containsKey).toList();
		if (probes.size() != 1) {
			throw refused("plan must specify one of \"http\", \"tcp\", or \"exec\" for check \"%s\"".formatted(name));
		}
		Map<String, Object> probe = Stream.of(check.http(), check.tcp(), check.exec())
			.filter((fields) -> !fields.isEmpty())
			.findFirst()
			.orElse(Map.of());
		String field = switch (probes.get(0)) {
			case "http" -> "url";
			case "tcp" -> "port";
			default -> "command";
		};
		if (!probe.containsKey(field)) {
			throw refused("plan must set \"%s\" for %s check \"%s\"".formatted(field, probes.get(0), name));
		}
	}

	private static void checkLogTarget(String name, LogTargetSpec target, Plan plan) {
		if (target.type() == null) {
			throw refused("plan must define \"type\" (\"loki\", \"opentelemetry\" or \"syslog\") for log target \"%s\""
				.formatted(name));
		}
		require(target.location(), "location", "log target", name);
		target.services()
			.stream()
			.map((service) -> service.replaceFirst("^-", ""))
			.filter((service) -> !service.equals("all") && !plan.services().containsKey(service))
			.findFirst()
			.ifPresent((service) -> {
				throw refused("log target \"%s\" specifies unknown service \"%s\"".formatted(name, service));
			});
	}

	private static void require(@Nullable String value, String field, String what, String name) {
		if (value == null || value.isEmpty()) {
			throw refused("plan must define \"%s\" for %s \"%s\"".formatted(field, what, name));
		}
	}

	/**
	 * What Pebble says of a layer that is not as it should be.
	 * @param message its message
	 * @return the exception to throw
	 */
	static PebbleApiException refused(String message) {
		return new PebbleApiException("POST /v1/layers", 400, null, message);
	}

	private static PebbleApiException unreadable(String message) {
		return refused("cannot parse layer YAML: " + message);
	}

	static List<String> sorted(Iterable<String> names) {
		List<String> sorted = new ArrayList<>();
		names.forEach(sorted::add);
		sorted.sort(null);
		return sorted;
	}

}
