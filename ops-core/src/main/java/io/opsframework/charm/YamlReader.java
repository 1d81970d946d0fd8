package io.opsframework.charm;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
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
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads one YAML file into a plain tree: what {@code Json} would give for the same
 * values, so that the tree can be kept as JSON. Remembers the line of each value.
 */
final class YamlReader {

	// The library needs half a minute for a text of ten million characters.
	private static final int MAX_BYTES = 1 << 20;

	private static final int MAX_VALUES = 50_000;

	private static final int MAX_DEPTH = 50;

	private final Map<String, Integer> lines = new HashMap<>();

	private final String file;

	private final Scalars scalars = new Scalars();

	private int values;

	private int depth;

	YamlReader(String file) {
		this.file = file;
	}

	YamlFile read(InputStream yaml) {
		String text = decode(yaml);
		Node root = compose(text);
		if (root == null) {
			return new YamlFile(this.file, Map.of("", 1), null, null, text);
		}
		return new YamlFile(this.file, this.lines, toTree("", root), root, text);
	}

	private @Nullable Node compose(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setMergeOnCompose(true);
		try {
			return new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options)
				.getSingleNode();
		}
		catch (ReaderException ex) {
			int position = text.offsetByCodePoints(0, ex.getPosition());
			throw new CharmMetadataException(this.file, lineAfter(text.substring(0, position)),
					"not YAML: U+%04X is no character of a text".formatted(ex.getCodePoint()));
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0;
			throw new CharmMetadataException(this.file, line, "not YAML: " + ex.getProblem());
		}
		catch (YAMLException ex) {
			throw new CharmMetadataException(this.file, 0, "not YAML: " + ex.getMessage());
		}
	}

	private String decode(InputStream yaml) {
		try {
			ByteBuffer bytes = ByteBuffer.wrap(yaml.readNBytes(MAX_BYTES + 1));
			if (bytes.remaining() > MAX_BYTES) {
				throw new CharmMetadataException(this.file, 0, "the file must have at most 1 MiB, but has more");
			}
			CharBuffer text = CharBuffer.allocate(bytes.remaining());
			CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
			String decoded = text.flip().toString();
			if (result.isError()) {
				throw new CharmMetadataException(this.file, lineAfter(decoded), "not YAML: its text is not in UTF-8");
			}
			return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
		}
		catch (IOException ex) {
			throw new CharmMetadataException(this.file, 0, "cannot be read: " + ex);
		}
	}

	private static int lineAfter(String text) {
		return (int) text.chars().filter((character) -> character == '\n').count() + 1;
	}

	private @Nullable Object toTree(String path, Node node) {
		// Aliases let a small file stand for a huge or an endless tree.
		if (++this.values > MAX_VALUES || this.depth == MAX_DEPTH) {
			throw problem(node, "%s has more than %d values or %d levels; does an alias contain itself?"
				.formatted(YamlValue.subject(path), MAX_VALUES, MAX_DEPTH));
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
			return toScalar(path, scalar);
		}
		throw unknownTag(path, node);
	}

	private Map<String, @Nullable Object> toMap(String path, MappingNode node) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (NodeTuple tuple : node.getValue()) {
			if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
				throw problem(tuple.getKeyNode(),
						"a key of %s must be a text, but is a list or a mapping".formatted(YamlValue.subject(path)));
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
			list.add(toTree(path + "[" + list.size() + "]", element));
		}
		return Collections.unmodifiableList(list);
	}

	private @Nullable Object toScalar(String path, ScalarNode node) {
		Tag tag = node.getTag();
		if (Tag.STR.equals(tag) || Tag.TIMESTAMP.equals(tag)) {
			return node.getValue();
		}
		if (Tag.NULL.equals(tag)) {
			return null;
		}
		if (Tag.INT.equals(tag) || Tag.FLOAT.equals(tag) || Tag.BOOL.equals(tag)) {
			return toNumberOrFlag(path, node);
		}
		throw unknownTag(path, node);
	}

	private Object toNumberOrFlag(String path, ScalarNode node) {
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
		throw problem(node, YamlValue.subject(path) + " must be a number, true or false");
	}

	private CharmMetadataException unknownTag(String path, Node node) {
		return problem(node,
				"%s must be plain YAML, but has the tag %s".formatted(YamlValue.subject(path), node.getTag()));
	}

	private CharmMetadataException problem(Node node, String problem) {
		return new CharmMetadataException(this.file, line(node), problem);
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
