package io.opsframework.pack;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.opsframework.charm.YamlFile;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Changes entries of a mapping in the text of a YAML file, and nothing else of it: what
 * has not to change stays byte for byte, comments too.
 *
 * @param name the file's name
 * @param text its text
 */
record YamlPatch(String name, String text) {

	/**
	 * Change entries.
	 * @param path the keys that lead to their mapping, which need not be there
	 * @param changes the changes by key, as a JSON merge patch
	 * @return the new text
	 * @throws io.opsframework.charm.CharmMetadataException if the file is written so that
	 * it cannot be changed in part
	 */
	String apply(List<String> path, Map<?, ?> changes) {
		if (changes.isEmpty()) {
			return this.text;
		}
		Map<?, ?> patch = changes;
		for (int i = path.size() - 1; i >= 0; i--) {
			patch = Map.of(path.get(i), patch);
		}
		YamlFile file = parse(this.text);
		String result = change(file.node(), patch);
		if (!Objects.equals(parse(result).root().value(), merge(file.root().value(), patch))) {
			throw file.root()
				.problem("the code declares other %s, which cannot be written in its place; change it by hand"
					.formatted(path.isEmpty() ? "actions" : String.join(".", path)));
		}
		return result;
	}

	private YamlFile parse(String text) {
		return YamlFile.read(this.name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static Object merge(@Nullable Object value, Object patch) {
		if (!(patch instanceof Map<?, ?> changes)) {
			return patch;
		}
		Map<Object, @Nullable Object> merged = new LinkedHashMap<>((value instanceof Map<?, ?> map) ? map : Map.of());
		changes.forEach((key, change) -> {
			if (change == null) {
				merged.remove(key);
			}
			else {
				merged.put(key, merge(merged.get(key), change));
			}
		});
		return merged;
	}

	private String change(@Nullable Node root, Map<?, ?> changes) {
		List<Edit> edits = new ArrayList<>();
		if (root instanceof MappingNode && !isBlock(root)) {
			edits.add(new Edit(index(root.getStartMark().getIndex()), index(root.getEndMark().getIndex()),
					new YamlWriter().mergeAll(root, changes).toString().stripTrailing()));
		}
		else {
			collect((MappingNode) root, changes, edits);
		}
		// From the end on, so that places stay where they are.
		edits.sort(Comparator.comparingInt(Edit::start).reversed());
		StringBuilder result = new StringBuilder(this.text);
		edits.forEach((edit) -> result.replace(edit.start(), edit.end(), edit.text()));
		return result.toString();
	}

	// Goes down as far as the file has one entry below the other.
	private void collect(@Nullable MappingNode mapping, Map<?, ?> changes, List<Edit> edits) {
		int column = (mapping != null) ? mapping.getStartMark().getColumn() : 0;
		StringBuilder added = new StringBuilder();
		changes.forEach((key, change) -> {
			NodeTuple entry = find(mapping, key.toString());
			if (entry != null && change instanceof Map<?, ?> further && isBlock(entry.getValueNode())
					&& !takesAll((MappingNode) entry.getValueNode(), further)) {
				collect((MappingNode) entry.getValueNode(), further, edits);
			}
			else if (entry != null) {
				edits.add(edit(lineStart(entry), end(entry), write(key.toString(), entry, change, column)));
			}
			else if (change != null) {
				added.append(write(key.toString(), null, change, column));
			}
		});
		if (!added.isEmpty()) {
			int end = (mapping != null) ? end(mapping.getValue().get(mapping.getValue().size() - 1))
					: this.text.length();
			// What is added further down at the same place comes before.
			edits.add(0, edit(end, end, added.toString()));
		}
	}

	private Edit edit(int start, int end, String text) {
		boolean openEnd = end > 0 && this.text.charAt(end - 1) != '\n';
		if (openEnd && !text.isEmpty()) {
			return new Edit(start, end, ((start == end) ? "\n" : "") + text.stripTrailing());
		}
		return new Edit(start, end, text);
	}

	private static boolean takesAll(MappingNode mapping, Map<?, ?> changes) {
		return mapping.getValue().stream().allMatch((entry) -> {
			String key = ((ScalarNode) entry.getKeyNode()).getValue();
			return changes.containsKey(key) && changes.get(key) == null;
		});
	}

	private static boolean isBlock(Node node) {
		return node instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.BLOCK
				&& !mapping.getValue().isEmpty();
	}

	private static @Nullable NodeTuple find(@Nullable MappingNode mapping, String key) {
		List<NodeTuple> entries = (mapping != null) ? mapping.getValue() : List.of();
		return entries.stream()
			.filter((entry) -> ((ScalarNode) entry.getKeyNode()).getValue().equals(key))
			.findFirst()
			.orElse(null);
	}

	private static String write(String key, @Nullable NodeTuple entry, @Nullable Object change, int column) {
		if (change == null) {
			return "";
		}
		String text = new YamlWriter().merge(key, (entry != null) ? entry.getValueNode() : null, change).toString();
		return text.replaceAll("(?m)^(?=.)", " ".repeat(column));
	}

	// With the line's end, and with a comment there.
	private int end(NodeTuple entry) {
		int key = index(entry.getKeyNode().getEndMark().getIndex());
		int end = key
				+ this.text.substring(key, Math.max(key, valueEnd(entry.getValueNode()))).stripTrailing().length();
		int line = this.text.indexOf('\n', end);
		return (line < 0) ? this.text.length() : line + 1;
	}

	private int valueEnd(Node value) {
		if (isBlock(value)) {
			List<NodeTuple> entries = ((MappingNode) value).getValue();
			return valueEnd(entries.get(entries.size() - 1).getValueNode());
		}
		if (value instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK
				&& !list.getValue().isEmpty()) {
			return valueEnd(list.getValue().get(list.getValue().size() - 1));
		}
		return index(value.getEndMark().getIndex());
	}

	private int lineStart(NodeTuple entry) {
		return this.text.lastIndexOf('\n', index(entry.getKeyNode().getStartMark().getIndex()) - 1) + 1;
	}

	private int index(int codePoints) {
		return this.text.offsetByCodePoints(0, codePoints);
	}

	/**
	 * A part of the text and what takes its place.
	 *
	 * @param start where it starts
	 * @param end where it ends
	 * @param text the new text
	 */
	private record Edit(int start, int end, String text) {

	}

}
