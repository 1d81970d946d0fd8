package io.opsframework.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.opsframework.juju.UnitName;

/**
 * The tool about what Juju is on the way to.
 */
final class GoalStateTools {

	/** When everything became as it is: there is no clock here. */
	private static final String SINCE = "2026-01-01 00:00:00Z";

	private GoalStateTools() {
	}

	static void addTo(ToolTable table) {
		table.add("goal-state", Options.ofOutput(), GoalStateTools::goalState);
	}

	private static void goalState(ToolInvocation tool) {
		tool.arguments().requireAtMost(0);
		SimulatedModel model = tool.hook().model();
		Map<String, Object> state = new TreeMap<>();
		state.put("units", units(model));
		Map<String, Map<String, Object>> relations = relations(model);
		if (!relations.isEmpty()) {
			state.put("relations", relations);
		}
		tool.writeYaml(state);
	}

	private static Map<String, Object> units(SimulatedModel model) {
		SortedMap<UnitName, String> statuses = new TreeMap<>();
		model.unitStatuses().forEach((unit, status) -> statuses.put(unit, status.status()));
		markDying(statuses, model);
		addComing(statuses, model);
		Map<String, Object> units = new TreeMap<>();
		statuses.forEach((unit, status) -> units.put(unit.toString(), goal(status)));
		return units;
	}

	// The unit itself is the last to go.
	private static void markDying(SortedMap<UnitName, String> statuses, SimulatedModel model) {
		List<UnitName> staying = statuses.keySet()
			.stream()
			.sorted(Comparator.comparing((UnitName unit) -> !unit.equals(model.unit()))
				.thenComparing(Comparator.naturalOrder()))
			.limit(model.plannedUnits())
			.toList();
		statuses.replaceAll((unit, status) -> staying.contains(unit) ? status : "dying");
	}

	private static void addComing(SortedMap<UnitName, String> statuses, SimulatedModel model) {
		for (int number = 0; statuses.size() < model.plannedUnits(); number++) {
			statuses.putIfAbsent(new UnitName(model.application(), number), "waiting");
		}
	}

	private static Map<String, Map<String, Object>> relations(SimulatedModel model) {
		Map<String, Map<String, Object>> relations = new TreeMap<>();
		for (SimulatedRelation relation : model.relations()) {
			if (!relation.isPeer() && !relation.isBroken()) {
				Map<String, Object> goals = relations.computeIfAbsent(relation.id().endpoint(),
						(endpoint) -> new TreeMap<>());
				goals.put(relation.remoteApplication(), goal(relation.units().isEmpty() ? "joining" : "joined"));
				relation.units().forEach((unit) -> goals.put(unit.toString(), goal("active")));
			}
		}
		return relations;
	}

	private static Map<String, Object> goal(String status) {
		return Map.of("status", status, "since", SINCE);
	}

}
