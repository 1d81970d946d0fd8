package io.opsframework.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * An action while it runs. The agent holds results and failure back until it ends, and
 * then delivers them whatever the exit code was.
 */
final class RunningAction {

	private final SimulatedAction action;

	private final Map<String, Object> results = new TreeMap<>();

	private @Nullable String failure;

	private RunningAction(SimulatedAction action) {
		this.action = action;
	}

	/**
	 * The action that a hook's variables name.
	 * @param model the model in which it was asked for
	 * @param name its name, {@code null} in hooks
	 * @return the running action, {@code null} in hooks
	 */
	static @Nullable RunningAction of(SimulatedModel model, @Nullable String name) {
		if (name == null) {
			return null;
		}
		SimulatedAction action = model.action();
		if (action == null || !action.name().equals(name)) {
			throw new IllegalStateException(
					"Nobody asked for action '%s': give it to the model's setAction first".formatted(name));
		}
		return new RunningAction(action);
	}

	Map<String, @Nullable Object> parameters() {
		return this.action.parameters();
	}

	void log(String message) {
		this.action.addLog(message);
	}

	void fail(String message) {
		this.failure = message;
	}

	/**
	 * Add a result, replacing what stands in its way.
	 * @param path the parts of its key
	 * @param value the value
	 */
	void put(List<String> path, String value) {
		Map<String, Object> target = this.results;
		for (String part : path.subList(0, path.size() - 1)) {
			target = child(target, part);
		}
		target.put(path.get(path.size() - 1), value);
	}

	void end() {
		this.action.end(this.results, this.failure);
	}

	// The map under a key; made there, in place of anything else.
	@SuppressWarnings("unchecked")
	private static Map<String, Object> child(Map<String, Object> map, String key) {
		return (Map<String, Object>) map.compute(key,
				(name, value) -> (value instanceof Map) ? value : new TreeMap<>());
	}

}
