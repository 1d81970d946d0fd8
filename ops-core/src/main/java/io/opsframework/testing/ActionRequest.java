package io.opsframework.testing;

import java.util.Map;
import java.util.TreeMap;

import io.opsframework.simulation.SimulatedAction;

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
		Map<String, Object> all = new TreeMap<>();
		schemas.forEach((parameter, schema) -> {
			Object defaultValue = ((Map<?, ?>) schema).get("default");
			if (defaultValue != null) {
				all.put(parameter, defaultValue);
			}
		});
		all.putAll(this.parameters);
		return new SimulatedAction(this.name, this.id, all);
	}

}
