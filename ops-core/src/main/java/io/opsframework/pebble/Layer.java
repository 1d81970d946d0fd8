package io.opsframework.pebble;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.opsframework.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A layer of Pebble's plan: what is to be done about some services, checks and log
 * targets. Immutable; each {@code with} method gives a new one.
 *
 * @param summary a short text for people; {@code null} for none
 * @param description a text for people; {@code null} for none
 * @param services the services by their names
 * @param checks the checks by their names
 * @param logTargets the log targets by their names
 */
public record Layer(@Nullable String summary, @Nullable String description, Map<String, ServiceSpec> services,
		Map<String, CheckSpec> checks, Map<String, LogTargetSpec> logTargets) {

	private static final Set<String> SECTIONS = Set.of("summary", "description", "services", "checks", "log-targets");

	private static final Layer EMPTY = new Layer(null, null, Map.of(), Map.of(), Map.of());

	/**
	 * Create a layer.
	 */
	public Layer {
		services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
		checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
		logTargets = Collections.unmodifiableMap(new LinkedHashMap<>(logTargets));
	}

	/**
	 * A layer that says nothing.
	 * @return the layer
	 */
	public static Layer empty() {
		return EMPTY;
	}

	/**
	 * A layer with one service.
	 * @param name the name of the service
	 * @param service the service
	 * @return the layer
	 */
	public static Layer service(String name, ServiceSpec service) {
		return EMPTY.withService(name, service);
	}

	/**
	 * Read a layer.
	 * @param yaml the layer in YAML, or in JSON
	 * @return the layer
	 * @throws IllegalArgumentException if the text is no YAML, or no layer
	 */
	public static Layer of(String yaml) {
		Map<String, Object> tree = LayerYaml.read(yaml);
		LayerYaml.checkSections(tree, SECTIONS);
		return of(tree);
	}

	static Layer of(Map<String, Object> tree) {
		return new Layer(LayerYaml.text(tree, "summary"), LayerYaml.text(tree, "description"),
				LayerYaml.entries(tree, "services", ServiceSpec::of), LayerYaml.entries(tree, "checks", CheckSpec::of),
				LayerYaml.entries(tree, "log-targets", LogTargetSpec::of));
	}

	/**
	 * The layer with a short text for people.
	 * @param summary the text
	 * @return a new one
	 */
	public Layer withSummary(String summary) {
		return new Layer(summary, this.description, this.services, this.checks, this.logTargets);
	}

	/**
	 * The layer with a service.
	 * @param name the name of the service
	 * @param service the service
	 * @return a new one
	 */
	public Layer withService(String name, ServiceSpec service) {
		return new Layer(this.summary, this.description, with(this.services, name, service), this.checks,
				this.logTargets);
	}

	/**
	 * The layer with a check.
	 * @param name the name of the check
	 * @param check the check
	 * @return a new one
	 */
	public Layer withCheck(String name, CheckSpec check) {
		return new Layer(this.summary, this.description, this.services, with(this.checks, name, check),
				this.logTargets);
	}

	/**
	 * The layer with a log target.
	 * @param name the name of the log target
	 * @param logTarget the log target
	 * @return a new one
	 */
	public Layer withLogTarget(String name, LogTargetSpec logTarget) {
		return new Layer(this.summary, this.description, this.services, this.checks,
				with(this.logTargets, name, logTarget));
	}

	private static <S> Map<String, S> with(Map<String, S> specs, String name, S spec) {
		Map<String, S> changed = new LinkedHashMap<>(specs);
		changed.put(name, spec);
		return changed;
	}

	/**
	 * What this layer and one above it make together, entry by entry: one that is to be
	 * replaced is the other's, one that is to be merged is made of both.
	 * @param over the layer above
	 * @return the layer that has the effect of both
	 */
	public Layer combine(Layer over) {
		return new Layer((over.summary != null) ? over.summary : this.summary,
				(over.description != null) ? over.description : this.description, combine(this.services, over.services),
				combine(this.checks, over.checks), combine(this.logTargets, over.logTargets));
	}

	private static <S extends Spec<S>> Map<String, S> combine(Map<String, S> below, Map<String, S> over) {
		Map<String, S> combined = new LinkedHashMap<>(below);
		over.forEach((name, spec) -> combined.merge(name, spec,
				(first, second) -> "merge".equals(second.override()) ? first.mergedWith(second) : second));
		return combined;
	}

	/**
	 * The layer as a tree of maps, lists, texts and numbers, as its YAML has it.
	 * @return the tree, without what the layer does not say
	 */
	public Map<String, Object> toMap() {
		Map<String, Object> tree = new LinkedHashMap<>();
		if (this.summary != null) {
			tree.put("summary", this.summary);
		}
		if (this.description != null) {
			tree.put("description", this.description);
		}
		LayerYaml.putEntries(tree, "services", this.services);
		LayerYaml.putEntries(tree, "checks", this.checks);
		LayerYaml.putEntries(tree, "log-targets", this.logTargets);
		return tree;
	}

	// As YAML it would have to be written by a library that takes longer to load than the
	// whole request takes. YAML reads all of JSON but for some characters.
	String toJson() {
		String json = Json.write(toMap());
		StringBuilder text = new StringBuilder(json.length());
		for (int i = 0; i < json.length(); i++) {
			char character = json.charAt(i);
			if (character < '\u007f' || isPrinted(character)) {
				text.append(character);
			}
			else {
				text.append(String.format("\\u%04x", (int) character));
			}
		}
		return text.toString();
	}

	private static boolean isPrinted(char character) {
		return character > '\u009f' && character != '\u2028' && character != '\u2029' && character < '\ufffe'
				&& character != '\ufeff';
	}

	/**
	 * The layer in YAML.
	 * @return the text
	 */
	public String toYaml() {
		return LayerYaml.write(toMap());
	}

}
