package io.opsframework.pebble;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import io.opsframework.juju.Excerpt;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads and writes layers and plans as YAML. All scalars are read as the texts that they
 * are written as: what is a number, the fields know, and {@code yes} is no boolean to
 * Pebble.
 */
final class LayerYaml {

	// Aliases let a small text stand for a huge or an endless tree.
	private static final int MAX_VALUES = 100_000;

	private static final int MAX_DEPTH = 50;

	private int values;

	private int depth;

	private LayerYaml() {
	}

	static Map<String, Object> read(String yaml) {
		try {
			LoaderOptions options = new LoaderOptions();
			options.setMergeOnCompose(true);
			options.setCodePointLimit(Integer.MAX_VALUE);
			Node root = new Composer(new ParserImpl(new StreamReader(yaml), options), new Resolver(), options)
				.getSingleNode();
			return (root != null) ? mapping("the layer", new LayerYaml().toTree(root)) : Map.of();
		}
		catch (YAMLException ex) {
			throw new IllegalArgumentException("The layer is no YAML: " + ex.getMessage(), ex);
		}
	}

	private @Nullable Object toTree(Node node) {
		if (++this.values > MAX_VALUES || ++this.depth > MAX_DEPTH) {
			throw new IllegalArgumentException(
					"The layer has more than %d values or %d levels; does an alias contain itself?"
						.formatted(MAX_VALUES, MAX_DEPTH));
		}
		Object value = toValue(node);
		this.depth--;
		return value;
	}

	private @Nullable Object toValue(Node node) {
		if (node instanceof MappingNode mapping) {
			return toMap(mapping);
		}
		if (node instanceof SequenceNode sequence) {
			List<@Nullable Object> list = new ArrayList<>();
			sequence.getValue().forEach((element) -> list.add(toTree(element)));
			return list;
		}
		return Tag.NULL.equals(node.getTag()) ? null : ((ScalarNode) node).getValue();
	}

	private Map<String, @Nullable Object> toMap(MappingNode node) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (NodeTuple tuple : node.getValue()) {
			if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
				throw new IllegalArgumentException("The layer has a list or a mapping as a key at line %d"
					.formatted(tuple.getKeyNode().getStartMark().getLine() + 1));
			}
			if (map.containsKey(key.getValue())) {
				throw new IllegalArgumentException("The layer has '%s' twice, the second time at line %d"
					.formatted(Excerpt.of(key.getValue()), key.getStartMark().getLine() + 1));
			}
			map.put(key.getValue(), toTree(tuple.getValueNode()));
		}
		return map;
	}

	private static Map<String, Object> mapping(String name, @Nullable Object value) {
		if (value == null) {
			return Map.of();
		}
		if (!(value instanceof Map<?, ?>)) {
			throw new IllegalArgumentException("%s must be a mapping".formatted(name));
		}
		// Nulls stay: an empty variable is one.
		Map<String, Object> mapping = new LinkedHashMap<>();
		((Map<?, ?>) value).forEach((key, element) -> mapping.put(String.valueOf(key), element));
		return mapping;
	}

	static void checkSections(Map<String, Object> tree, Set<String> sections) {
		for (String section : tree.keySet()) {
			if (!sections.contains(section)) {
				throw new IllegalArgumentException("'%s' is no section of a layer: there are %s"
					.formatted(Excerpt.of(section), String.join(", ", new TreeSet<>(sections))));
			}
		}
	}

	static @Nullable String text(Map<String, Object> tree, String key) {
		Object value = tree.get(key);
		return (value != null) ? value.toString() : null;
	}

	static <S> Map<String, S> entries(Map<String, Object> tree, String section, Function<Map<String, Object>, S> spec) {
		Map<String, S> entries = new LinkedHashMap<>();
		mapping("'" + section + "' of the layer", tree.get(section)).forEach((name, fields) -> entries.put(name,
				spec.apply(mapping("'%s' in '%s' of the layer".formatted(name, section), fields))));
		return entries;
	}

	static void putEntries(Map<String, Object> tree, String section, Map<String, ? extends Spec<?>> specs) {
		if (!specs.isEmpty()) {
			Map<String, Object> entries = new LinkedHashMap<>();
			specs.forEach((name, spec) -> entries.put(name, spec.fields()));
			tree.put(section, Collections.unmodifiableMap(entries));
		}
	}

	static String write(Map<String, Object> tree) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setIndent(4);
		options.setWidth(Integer.MAX_VALUE);
		options.setDereferenceAliases(true);
		options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
		return new Yaml(options).dump(tree);
	}

}
