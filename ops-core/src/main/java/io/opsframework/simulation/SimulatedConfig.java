package io.opsframework.simulation;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The options that a charm declares, with what {@code juju config} set.
 */
public final class SimulatedConfig {

	private final SortedMap<String, @Nullable Object> defaults;

	private final Map<String, Object> values = new TreeMap<>();

	SimulatedConfig(Map<String, ? extends @Nullable Object> defaults) {
		this.defaults = new TreeMap<>(defaults);
	}

	/**
	 * Set an option, as {@code juju config app option=value} does. Types are not checked.
	 * @param option the option's name
	 * @param value its value: a string, a long, a double or a boolean
	 * @throws IllegalArgumentException if the charm declares no such option
	 */
	public void set(String option, Object value) {
		requireDeclared(option);
		this.values.put(option, value);
	}

	/**
	 * Take an option back to its default, as {@code juju config --reset option} does.
	 * @param option the option's name
	 * @throws IllegalArgumentException if the charm declares no such option
	 */
	public void reset(String option) {
		requireDeclared(option);
		this.values.remove(option);
	}

	/**
	 * What was set, without the defaults.
	 * @return an unmodifiable copy
	 */
	public Map<String, Object> values() {
		return Collections.unmodifiableSortedMap(new TreeMap<>(this.values));
	}

	/**
	 * Every declared option with its value, or its default, or {@code null} where it has
	 * neither.
	 * @return an unmodifiable copy, sorted by name
	 */
	public SortedMap<String, @Nullable Object> settings() {
		SortedMap<String, @Nullable Object> settings = new TreeMap<>(this.defaults);
		settings.putAll(this.values);
		return Collections.unmodifiableSortedMap(settings);
	}

	private void requireDeclared(String option) {
		if (!this.defaults.containsKey(option)) {
			throw new IllegalArgumentException("The charm declares no option '%s', only %s: declare it under 'config'"
				.formatted(option, this.defaults.keySet()));
		}
	}

}
