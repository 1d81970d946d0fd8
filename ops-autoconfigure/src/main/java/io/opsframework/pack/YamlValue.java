package io.opsframework.pack;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a YAML file that knows where it stands, for messages, and how it was
 * written, for copying.
 *
 * @param file the name of the file
 * @param path the keys that lead to the value, joined by dots; empty for the whole file
 * @param node the value
 */
record YamlValue(String file, String path, Node node) {

	private static final int SHOWN_LENGTH = 60;

	private static final Set<String> TRUE = Set.of("true", "yes", "on");

	static YamlValue read(String file, Reader content) {
		try {
			Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(content);
			if (node == null) {
				throw new InvalidCharmFileException(file, 1, "the file is empty, expected a mapping");
			}
			return new YamlValue(file, "", node);
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			throw new InvalidCharmFileException(file, line, "not YAML: " + ex.getProblem());
		}
		catch (YAMLException ex) {
			throw new InvalidCharmFileException(file, 1, "not YAML: " + ex.getMessage());
		}
	}

	boolean is(Tag tag) {
		return tag.equals(this.node.getTag());
	}

	boolean isMapping() {
		return this.node instanceof MappingNode;
	}

	boolean isSequence() {
		return this.node instanceof SequenceNode;
	}

	boolean isTrue() {
		return is(Tag.BOOL) && TRUE.contains(((ScalarNode) this.node).getValue().toLowerCase(Locale.ROOT));
	}

	String text() {
		if (this.node instanceof ScalarNode scalar && is(Tag.STR)) {
			return scalar.getValue();
		}
		throw unexpected("text");
	}

	List<YamlValue> items() {
		if (!(this.node instanceof SequenceNode sequence)) {
			throw unexpected("a list");
		}
		List<YamlValue> items = new ArrayList<>();
		for (Node item : sequence.getValue()) {
			items.add(new YamlValue(this.file, "%s[%d]".formatted(this.path, items.size()), item));
		}
		return items;
	}

	Map<String, YamlValue> entries() {
		if (!(this.node instanceof MappingNode mapping)) {
			throw unexpected("a mapping");
		}
		Map<String, YamlValue> entries = new LinkedHashMap<>();
		for (NodeTuple tuple : mapping.getValue()) {
			YamlValue key = new YamlValue(this.file, this.path, tuple.getKeyNode());
			String name = key.keyName();
			if (entries.put(name, new YamlValue(this.file, pathOf(name), tuple.getValueNode())) != null) {
				throw key.invalid("'%s' is there twice".formatted(pathOf(name)));
			}
		}
		return entries;
	}

	private String keyName() {
		if (is(Tag.MERGE)) {
			throw invalid("merge keys (<<) are not supported, write the keys out");
		}
		if (this.node instanceof ScalarNode scalar) {
			return scalar.getValue();
		}
		throw invalid("a key is %s, expected text".formatted(shown()));
	}

	/**
	 * Give what stands under a key.
	 * @param key the key
	 * @return the value, {@code null} if the key is absent, its value is, or this is no
	 * mapping
	 */
	@Nullable YamlValue find(String key) {
		YamlValue value = isMapping() ? entries().get(key) : null;
		return (value == null || value.is(Tag.NULL)) ? null : value;
	}

	/**
	 * Give the entries under a key.
	 * @param key the key
	 * @return the entries, empty if there are none
	 */
	Map<String, YamlValue> entriesOf(String key) {
		YamlValue value = find(key);
		return (value != null) ? value.entries() : Map.of();
	}

	String pathOf(String key) {
		return this.path.isEmpty() ? key : this.path + "." + key;
	}

	InvalidCharmFileException unexpected(String expected) {
		String subject = this.path.isEmpty() ? "the file" : "'%s'".formatted(this.path);
		return invalid("%s is %s, expected %s".formatted(subject, shown(), expected));
	}

	InvalidCharmFileException invalid(String problem) {
		return new InvalidCharmFileException(this.file, this.node.getStartMark().getLine() + 1, problem);
	}

	private String shown() {
		if (this.node instanceof ScalarNode scalar) {
			return is(Tag.NULL) ? "empty" : "'%s'".formatted(shortened(scalar.getValue()));
		}
		return isMapping() ? "a mapping" : "a list";
	}

	private static String shortened(String text) {
		String line = text.lines().findFirst().orElse("");
		String start = line.substring(0, Math.min(line.length(), SHOWN_LENGTH));
		return (start.length() < text.length()) ? start + " …" : text;
	}

}
