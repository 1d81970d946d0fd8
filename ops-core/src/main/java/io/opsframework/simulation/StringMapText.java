package io.opsframework.simulation;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A map of strings in YAML, of which JSON is the common case: what {@code --file} reads.
 * Scalars of other types count as their text, null as the empty string.
 */
final class StringMapText {

	private StringMapText() {
	}

	/**
	 * What {@code --file} names, and arguments that win over it.
	 * @param pairs the arguments
	 * @param tool the call, with the option or without it
	 * @return all of them
	 */
	static Map<String, String> fileAnd(Map<String, String> pairs, ToolInvocation tool) {
		String file = tool.arguments().option("file");
		Map<String, String> all = new LinkedHashMap<>();
		if (file != null && !file.isEmpty()) {
			all.putAll(parse(tool.read(file)));
		}
		all.putAll(pairs);
		return all;
	}

	static Map<String, String> parse(String text) {
		Map<String, String> json = text.startsWith("{") ? fromJson(text) : null;
		return (json != null) ? json : fromYaml(text);
	}

	/**
	 * Read JSON with nothing but strings in it, which needs no YAML.
	 * @param text what may be JSON
	 * @return the map, {@code null} where it is something else
	 */
	private static @Nullable Map<String, String> fromJson(String text) {
		Map<String, String> strings = new LinkedHashMap<>();
		try {
			if (Json.parse(text) instanceof Map<?, ?> map) {
				JsonAsYaml.check(text);
				map.forEach((key, value) -> {
					if (value instanceof String string) {
						strings.put((String) key, string);
					}
				});
				return (strings.size() == map.size()) ? strings : null;
			}
			return null;
		}
		catch (JsonException ex) {
			return null;
		}
	}

	private static Map<String, String> fromYaml(String text) {
		try {
			Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
			return (root == null || root.getTag().equals(Tag.NULL)) ? Map.of() : strings(root);
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			throw ToolException.failure("yaml: line %d: %s".formatted(line, ex.getProblem()));
		}
		catch (YAMLException ex) {
			throw ToolException.failure("yaml: control characters are not allowed");
		}
	}

	private static Map<String, String> strings(Node root) {
		if (!(root instanceof MappingNode mapping)) {
			throw notA("map[string]string", root);
		}
		Map<String, String> strings = new LinkedHashMap<>();
		for (NodeTuple tuple : mapping.getValue()) {
			strings.put(string(tuple.getKeyNode()), string(tuple.getValueNode()));
		}
		return strings;
	}

	private static String string(Node node) {
		if (!(node instanceof ScalarNode scalar)) {
			throw notA("string", node);
		}
		return node.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
	}

	private static ToolException notA(String type, Node node) {
		String tag = node.getTag().getValue().replace(Tag.PREFIX, "!!");
		return ToolException.failure("yaml: unmarshal errors:\n  line %d: cannot unmarshal %s into %s"
			.formatted(node.getStartMark().getLine() + 1, tag, type));
	}

}
