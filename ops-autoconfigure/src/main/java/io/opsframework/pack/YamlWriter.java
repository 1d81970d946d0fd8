package io.opsframework.pack;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

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

	YamlWriter copyAll(@Nullable YamlValue source) {
		if (source != null) {
			source.entries().keySet().forEach((key) -> copy(key, source));
		}
		return this;
	}

	YamlWriter copy(String key, @Nullable YamlValue source) {
		return copy(key, source, key);
	}

	YamlWriter copy(String key, @Nullable YamlValue source, String newKey) {
		YamlValue value = (source != null) ? source.find(key) : null;
		return (value != null) ? put(newKey, value.node()) : this;
	}

	YamlWriter copyAsList(String key, @Nullable YamlValue source, String newKey) {
		YamlValue value = (source != null) ? source.find(key) : null;
		if (value == null || value.isSequence()) {
			return copy(key, source, newKey);
		}
		return put(newKey, new SequenceNode(Tag.SEQ, List.of(value.node()), FlowStyle.BLOCK));
	}

	private YamlWriter put(String key, Node value) {
		this.entries.add(new NodeTuple(new ScalarNode(Tag.STR, key, null, null, ScalarStyle.PLAIN), value));
		return this;
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
