package io.opsframework.pebble;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all of Pebble's layers make together.
 *
 * @param services the services by their names
 * @param checks the checks by their names
 * @param logTargets the log targets by their names
 */
public record Plan(Map<String, ServiceSpec> services, Map<String, CheckSpec> checks,
		Map<String, LogTargetSpec> logTargets) {

	private static final int DEFAULT_THRESHOLD = 3;

	/**
	 * Create a plan. What says nothing is left out, and what Pebble fills in where no
	 * layer says it, is filled in.
	 */
	public Plan {
		services = Collections.unmodifiableMap(said(services));
		checks = said(checks);
		checks
			.replaceAll((name, check) -> (check.threshold() != null) ? check : check.withThreshold(DEFAULT_THRESHOLD));
		checks = Collections.unmodifiableMap(checks);
		logTargets = Collections.unmodifiableMap(said(logTargets));
	}

	private static <S extends Spec<S>> Map<String, S> said(Map<String, S> specs) {
		Map<String, S> said = new LinkedHashMap<>();
		specs.forEach((name, spec) -> said.put(name, spec.said()));
		return said;
	}

	/**
	 * A plan that has nothing.
	 * @return the plan
	 */
	public static Plan empty() {
		return new Plan(Map.of(), Map.of(), Map.of());
	}

	/**
	 * Read a plan.
	 * @param yaml the plan in YAML
	 * @return the plan
	 * @throws IllegalArgumentException if the text is no YAML, or no plan
	 */
	public static Plan of(String yaml) {
		// A newer Pebble may know more sections.
		return of(Layer.of(LayerYaml.read(yaml)));
	}

	private static Plan of(Layer layer) {
		return new Plan(layer.services(), layer.checks(), layer.logTargets());
	}

	/**
	 * What becomes of the plan when a layer is put on top of it.
	 * @param layer the layer
	 * @return the plan that has the effect of both; equal to this one where the layer
	 * would change nothing
	 */
	public Plan combine(Layer layer) {
		return of(toLayer().combine(layer));
	}

	private Layer toLayer() {
		return new Layer(null, null, this.services, this.checks, this.logTargets);
	}

	/**
	 * The plan in YAML.
	 * @return the text
	 */
	public String toYaml() {
		return toLayer().toYaml();
	}

}
