package io.opsframework.hooktool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.opsframework.hooktool.GoalState.Goal;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * The tools about configuration, leadership and version.
 */
final class ConfigCommands {

	private ConfigCommands() {
	}

	static HookToolCall applicationVersionSet(String version) {
		return HookToolCall.of("application-version-set", "--", version);
	}

	/**
	 * {@code config-get} of all options.
	 */
	record ConfigGet() implements HookToolQuery<Map<String, Object>> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("config-get", "--format=json");
		}

		@Override
		public String expected() {
			return "a map of options";
		}

		@Override
		public Map<String, Object> read(@Nullable Object json) {
			return HookToolOutput.values(json);
		}

	}

	/**
	 * {@code goal-state}.
	 */
	record GoalStateGet() implements HookToolQuery<GoalState> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("goal-state", "--format=json");
		}

		@Override
		public String expected() {
			return "units and relations";
		}

		@Override
		public GoalState read(@Nullable Object json) {
			Map<?, ?> state = HookToolOutput.map(json);
			Map<UnitName, Goal> units = new LinkedHashMap<>();
			goals(state.get("units")).forEach((name, goal) -> units.put(UnitName.of(name), goal));
			Map<String, Map<String, Goal>> relations = new LinkedHashMap<>();
			HookToolOutput.map(state.get("relations"))
				.forEach((endpoint, goals) -> relations.put((String) endpoint, goals(goals)));
			return new GoalState(Collections.unmodifiableMap(units), Collections.unmodifiableMap(relations));
		}

		private static Map<String, Goal> goals(@Nullable Object json) {
			Map<String, Goal> goals = new LinkedHashMap<>();
			HookToolOutput.map(json).forEach((name, goal) -> goals.put((String) name, goal(HookToolOutput.map(goal))));
			return Collections.unmodifiableMap(goals);
		}

		private static Goal goal(Map<?, ?> goal) {
			String status = HookToolOutput.name(goal.get("status"));
			return new Goal((status != null) ? status : "unknown", HookToolOutput.instant(goal.get("since")));
		}

	}

	/**
	 * {@code is-leader}.
	 */
	record IsLeader() implements HookToolQuery<Boolean> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("is-leader", "--format=json");
		}

		@Override
		public String expected() {
			return "true or false";
		}

		@Override
		public Boolean read(@Nullable Object json) {
			return HookToolOutput.bool(json);
		}

	}

}
