package io.opsframework.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * An action that someone runs on the unit, and what came out of it.
 */
public final class SimulatedAction {

	private final String name;

	private final String id;

	private final Map<String, @Nullable Object> parameters;

	private final List<String> log = new ArrayList<>();

	private Map<String, Object> results = Map.of();

	private @Nullable String failure;

	/**
	 * Create an action that has not run yet.
	 * @param name the action's name as the charm declares it
	 * @param id the id of the task, {@code 12}
	 * @param parameters its parameters, defaults included: strings, longs, doubles,
	 * booleans, lists, maps and {@code null}
	 */
	public SimulatedAction(String name, String id, Map<String, ? extends @Nullable Object> parameters) {
		this.name = name;
		this.id = id;
		this.parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
	}

	/**
	 * The action's name.
	 * @return the name as the charm declares it
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The id of the task.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The parameters, defaults included.
	 * @return an unmodifiable map, sorted by name
	 */
	public Map<String, @Nullable Object> parameters() {
		return this.parameters;
	}

	/**
	 * What {@code action-log} reported, at once.
	 * @return the messages in order
	 */
	public List<String> log() {
		return List.copyOf(this.log);
	}

	/**
	 * What {@code action-set} collected, once the action has ended, also if it failed.
	 * @return strings, and further maps for keys with dots
	 */
	public Map<String, Object> results() {
		return this.results;
	}

	/**
	 * What {@code action-fail} said, once the action has ended.
	 * @return the message, possibly empty; {@code null} if it was not called
	 */
	public @Nullable String failure() {
		return this.failure;
	}

	void addLog(String message) {
		this.log.add(message);
	}

	void end(Map<String, Object> results, @Nullable String failure) {
		this.results = Collections.unmodifiableMap(results);
		this.failure = failure;
	}

}
