package io.opsframework.charm;

import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Turns one YAML file into a plain tree: what {@code Json} would give for the same
 * values, so that the tree can be kept as JSON. Remembers the line of each value. The
 * only place that knows YAML.
 */
final class YamlTree {

	private static final int MAX_VALUES = 50_000;

	private static final int MAX_DEPTH = 50;

	private final Map<String, Integer> lines = new HashMap<>();

	private final CharmFile file;

	private final Scalars scalars = new Scalars();

	private int values;

	private int depth;

	private YamlTree(String file) {
		this.file = new CharmFile(file, this.lines);
	}

	static Declaration read(String file, InputStream yaml) {
		YamlTree reader = new YamlTree(file);
		Node root = reader.compose(yaml);
		return Declaration.root(reader.file, (root != null) ? reader.toTree("", root) : null);
	}

	private @Nullable Node compose(InputStream yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setMergeOnCompose(true);
		StreamReader characters = new StreamReader(new UnicodeReader(yaml));
		try {
			return new Composer(new ParserImpl(characters, options), new Resolver(), options).getSingleNode();
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0;
			throw new CharmMetadataException(this.file.name(), line, "not YAML: " + ex.getProblem());
		}
		catch (YAMLException ex) {
			throw new CharmMetadataException(this.file.name(), 0, "not YAML: " + ex.getMessage());
		}
	}

	private @Nullable Object toTree(String path, Node node) {
		// Aliases let a small file stand for a huge or an endless tree.
		if (++this.values > MAX_VALUES || this.depth == MAX_DEPTH) {
			throw problem(node, "has more than %d values or %d levels; does an alias contain itself?"
				.formatted(MAX_VALUES, MAX_DEPTH));
		}
		this.lines.putIfAbsent(path, line(node));
		this.depth++;
		Object value = toValue(path, node);
		this.depth--;
		return value;
	}

	private @Nullable Object toValue(String path, Node node) {
		if (node instanceof MappingNode mapping && Tag.MAP.equals(node.getTag())) {
			return toMap(path, mapping);
		}
		if (node instanceof SequenceNode sequence && Tag.SEQ.equals(node.getTag())) {
			return toList(path, sequence);
		}
		if (node instanceof ScalarNode scalar) {
			return toScalar(scalar);
		}
		throw unknownTag(node);
	}

	private Map<String, @Nullable Object> toMap(String path, MappingNode node) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (NodeTuple tuple : node.getValue()) {
			if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
				throw problem(tuple.getKeyNode(), "a key must be a text, but is a list or a mapping");
			}
			String childPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
			if (map.containsKey(key.getValue())) {
				throw problem(key, "'" + childPath + "' is declared twice");
			}
			this.lines.putIfAbsent(childPath, line(key));
			map.put(key.getValue(), toTree(childPath, tuple.getValueNode()));
		}
		return Collections.unmodifiableMap(map);
	}

	private List<@Nullable Object> toList(String path, SequenceNode node) {
		List<@Nullable Object> list = new ArrayList<>();
		for (Node element : node.getValue()) {
			list.add(toTree(path + "." + list.size(), element));
		}
		return Collections.unmodifiableList(list);
	}

	private @Nullable Object toScalar(ScalarNode node) {
		Tag tag = node.getTag();
		if (Tag.STR.equals(tag) || Tag.TIMESTAMP.equals(tag)) {
			return node.getValue();
		}
		if (Tag.NULL.equals(tag)) {
			return null;
		}
		if (Tag.INT.equals(tag) || Tag.FLOAT.equals(tag) || Tag.BOOL.equals(tag)) {
			return toNumberOrFlag(node);
		}
		throw unknownTag(node);
	}

	private Object toNumberOrFlag(ScalarNode node) {
		try {
			Object value = this.scalars.construct(node);
			if (value instanceof Integer || value instanceof Long) {
				return ((Number) value).longValue();
			}
			if (value instanceof BigInteger || value instanceof Boolean
					|| value instanceof Double number && Double.isFinite(number)) {
				return value;
			}
		}
		catch (YAMLException | IllegalArgumentException ex) {
			// Said below.
		}
		throw problem(node, "expected a number, true or false");
	}

	private CharmMetadataException unknownTag(Node node) {
		return problem(node, "expected plain YAML, but found the tag " + node.getTag());
	}

	private CharmMetadataException problem(Node node, String problem) {
		return new CharmMetadataException(this.file.name(), line(node), problem);
	}

	private static int line(Node node) {
		return node.getStartMark().getLine() + 1;
	}

	/**
	 * The library's own reading of scalars, which loads no classes.
	 */
	private static final class Scalars extends SafeConstructor {

		Scalars() {
			super(new LoaderOptions());
		}

		@Nullable Object construct(ScalarNode node) {
			return constructObject(node);
		}

	}

}
