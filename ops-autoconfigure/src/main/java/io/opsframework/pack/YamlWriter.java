package io.opsframework.pack;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * Writes a YAML file key by key. What is copied from another file is written as it was
 * there, quotes and block texts included, so that no type changes on the way.
 */
final class YamlWriter {

	private final List<NodeTuple> entries = new ArrayList<>();

	private final DumperOptions options = new DumperOptions();

	YamlWriter() {
		this.options.setDefaultFlowStyle(FlowStyle.BLOCK);
		this.options.setSplitLines(false);
		this.options.setIndicatorIndent(2);
		this.options.setIndentWithIndicator(true);
	}

	YamlWriter put(String key, Object value) {
		return put(key, new Representer(this.options).represent(value));
	}

	YamlWriter copyAll(@Nullable Node source) {
		entries(source).forEach((key, value) -> put(key, standAlone(value)));
		return this;
	}

	YamlWriter copy(String key, @Nullable Node source) {
		return copy(key, source, key);
	}

	YamlWriter copy(String key, @Nullable Node source, String newKey) {
		Node value = find(key, source);
		return (value != null) ? put(newKey, standAlone(value)) : this;
	}

	/**
	 * Copy a value with changes.
	 * @param key the key
	 * @param source the value; {@code null} if there is none yet
	 * @param change the changes, as a JSON merge patch
	 * @return the writer
	 */
	YamlWriter merge(String key, @Nullable Node source, Object change) {
		return put(key, merge(source, change));
	}

	YamlWriter mergeAll(Node source, Map<?, ?> changes) {
		entries(merge(source, changes)).forEach(this::put);
		return this;
	}

	private Node merge(@Nullable Node source, Object change) {
		if (!(change instanceof Map<?, ?> changes)) {
			return new Representer(this.options).represent(change);
		}
		Map<String, Node> entries = entries(source);
		entries.replaceAll((key, value) -> standAlone(value));
		changes.forEach((key, value) -> {
			String name = key.toString();
			if (value == null) {
				entries.remove(name);
			}
			else {
				entries.put(name, merge(entries.get(name), value));
			}
		});
		FlowStyle style = (source instanceof MappingNode mapping) ? mapping.getFlowStyle() : FlowStyle.BLOCK;
		return new MappingNode(Tag.MAP,
				entries.entrySet().stream().map((entry) -> tuple(entry.getKey(), entry.getValue())).toList(), style);
	}

	YamlWriter copyAsList(String key, @Nullable Node source, String newKey) {
		Node value = find(key, source);
		if (value == null || value instanceof SequenceNode) {
			return copy(key, source, newKey);
		}
		return put(newKey, new SequenceNode(Tag.SEQ, List.of(standAlone(value)), FlowStyle.BLOCK));
	}

	/**
	 * Give what stands under a key.
	 * @param key the key
	 * @param mapping the mapping
	 * @return the value, {@code null} if there is none
	 */
	static @Nullable Node find(String key, @Nullable Node mapping) {
		Node value = entries(mapping).get(key);
		return (value == null || value.getTag().equals(Tag.NULL)) ? null : value;
	}

	private static Map<String, Node> entries(@Nullable Node mapping) {
		Map<String, Node> entries = new LinkedHashMap<>();
		if (mapping instanceof MappingNode node) {
			node.getValue()
				.forEach((entry) -> entries.put(((ScalarNode) entry.getKeyNode()).getValue(), entry.getValueNode()));
		}
		return entries;
	}

	// What aliases and merge keys share is written out at each place: a node that stands
	// twice would get an anchor, even where it is a key.
	private static Node standAlone(Node node) {
		if (node instanceof MappingNode mapping) {
			List<NodeTuple> entries = mapping.getValue()
				.stream()
				.map((entry) -> new NodeTuple(standAlone(entry.getKeyNode()), standAlone(entry.getValueNode())))
				.toList();
			return new MappingNode(node.getTag(), entries, mapping.getFlowStyle());
		}
		if (node instanceof SequenceNode sequence) {
			return new SequenceNode(node.getTag(), sequence.getValue().stream().map(YamlWriter::standAlone).toList(),
					sequence.getFlowStyle());
		}
		ScalarNode scalar = (ScalarNode) node;
		return new ScalarNode(node.getTag(), scalar.getValue(), null, null, scalar.getScalarStyle());
	}

	private YamlWriter put(String key, Node value) {
		this.entries.add(tuple(key, value));
		return this;
	}

	private static NodeTuple tuple(String key, Node value) {
		return new NodeTuple(new ScalarNode(Tag.STR, key, null, null, ScalarStyle.PLAIN), value);
	}

	@Override
	public String toString() {
		StringWriter content = new StringWriter();
		Serializer serializer = new Serializer(new Emitter(content, this.options), new Resolver(), this.options, null);
		try {
			serializer.open();
			serializer.serialize(new MappingNode(Tag.MAP, this.entries, FlowStyle.BLOCK));
			serializer.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("a string can always be written to", ex);
		}
		return content.toString();
	}

}
