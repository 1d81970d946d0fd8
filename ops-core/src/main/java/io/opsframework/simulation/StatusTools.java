package io.opsframework.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The tools about the status of unit and application.
 */
final class StatusTools {

	private static final List<String> SETTABLE = List.of("maintenance", "blocked", "waiting", "active");

	private StatusTools() {
	}

	static void addTo(ToolTable table) {
		table.add("status-set", Options.none().flag("application"), StatusTools::statusSet);
		table.add("status-get", Options.ofOutput().flag("include-data").flag("application"), StatusTools::statusGet);
	}

	private static void statusSet(ToolInvocation tool) {
		SimulatedStatus status = status(tool.arguments());
		if (tool.arguments().flag("application")) {
			tool.hook().requireLeader();
			tool.hook().model().applicationStatus().set(status);
		}
		else {
			tool.hook().model().unitStatus().set(status);
		}
	}

	private static SimulatedStatus status(Arguments arguments) {
		String status = arguments.get(0);
		if (status == null) {
			throw ToolException.usage("invalid args, require <status> [message]");
		}
		if (!SETTABLE.contains(status)) {
			throw ToolException.usage("invalid status %s, expected one of [%s]".formatted(GoText.quote(status),
					String.join(" ", SETTABLE)));
		}
		arguments.requireAtMost(2);
		String message = arguments.get(1);
		return new SimulatedStatus(status, (message != null) ? message : "");
	}

	private static void statusGet(ToolInvocation tool) {
		tool.arguments().requireAtMost(0);
		if (tool.hook().isRestricted()) {
			tool.write(SimulatedStatus.UNKNOWN.status());
		}
		else if (tool.arguments().flag("application")) {
			writeApplicationStatus(tool);
		}
		else {
			SimulatedStatus status = tool.hook().unitStatus();
			tool.write(isWordOnly(tool) ? status.status() : details(status, tool));
		}
	}

	private static void writeApplicationStatus(ToolInvocation tool) {
		SimulatedModel model = requireLeader(tool.hook());
		SimulatedStatus status = model.displayedApplicationStatus();
		tool.write(isWordOnly(tool) ? status.status()
				: Map.of("application-status", withUnits(details(status, tool), model, tool)));
	}

	private static SimulatedModel requireLeader(HookContext hook) {
		try {
			hook.requireLeader();
			return hook.model();
		}
		catch (ToolException ex) {
			throw ex.annotate("finding application status");
		}
	}

	private static Map<String, Object> withUnits(Map<String, Object> details, SimulatedModel model,
			ToolInvocation tool) {
		Map<String, Object> units = new TreeMap<>();
		model.unitStatuses().forEach((unit, status) -> units.put(unit.toString(), details(status, tool)));
		details.put("units", units);
		return details;
	}

	private static boolean isWordOnly(ToolInvocation tool) {
		return tool.format() == OutputFormat.SMART && !tool.arguments().flag("include-data");
	}

	private static Map<String, @Nullable Object> details(SimulatedStatus status, ToolInvocation tool) {
		Map<String, @Nullable Object> details = new TreeMap<>();
		details.put("status", status.status());
		if (tool.arguments().flag("include-data")) {
			details.put("message", status.message());
			details.put("status-data", Map.of());
		}
		return details;
	}

}
