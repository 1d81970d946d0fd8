package io.opsframework.testing;

import java.util.Map;
import java.util.TreeMap;

import io.opsframework.simulation.SimulatedAction;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who runs an action asks for.
 *
 * @param name the action's name
 * @param id the id of the task
 * @param parameters the parameters that are given; the charm's defaults need not be
 */
public record ActionRequest(String name, String id, Map<String, Object> parameters) {

	public ActionRequest {
		parameters = PlainValues.copy(parameters);
	}

	// The action as it is asked for, with the charm's defaults.
	SimulatedAction toAction(Map<String, Object> schemas) {
		return new SimulatedAction(this.name, this.id, withDefaults(this.parameters, schemas));
	}

	// As Juju does, also inside of objects, be they given or not.
	private static Map<String, Object> withDefaults(Map<?, ?> given, Map<?, ?> schemas) {
		Map<String, Object> all = new TreeMap<>();
		given.forEach((name, value) -> all.put((String) name, value));
		schemas.forEach((name, schema) -> all.compute((String) name,
				(parameter, value) -> withDefaults(value, (Map<?, ?>) schema)));
		return all;
	}

	private static @Nullable Object withDefaults(@Nullable Object given, Map<?, ?> schema) {
		Object defaultValue = schema.get("default");
		if (given == null && defaultValue != null) {
			return defaultValue;
		}
		if ((given == null || given instanceof Map) && schema.get("properties") instanceof Map<?, ?> properties) {
			Map<String, Object> object = withDefaults((given instanceof Map<?, ?> map) ? map : Map.of(), properties);
			return (given != null || !object.isEmpty()) ? object : null;
		}
		return given;
	}

}
