package io.opsframework.charm;

import java.io.InputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file of a charm, {@code charmcraft.yaml} or {@code metadata.yaml}, with the
 * place of each of its values.
 */
public final class YamlFile {

	private final String name;

	private final Map<String, Integer> lines;

	private final @Nullable Object tree;

	private final @Nullable Node node;

	private final @Nullable String text;

	/**
	 * Make a file of what was read from it.
	 * @param name the file's name for messages
	 * @param lines the line of each value, by its path; empty where they are not known
	 * @param tree the values, as {@code Json} would give them
	 * @param node the same as it was written; {@code null} where that is not known
	 * @param text the file's text; {@code null} where that is not known
	 */
	YamlFile(String name, Map<String, Integer> lines, @Nullable Object tree, @Nullable Node node,
			@Nullable String text) {
		this.name = name;
		this.lines = lines;
		this.tree = tree;
		this.node = node;
		this.text = text;
	}

	/**
	 * Read a file. Aliases and merge keys ({@code <<}) are resolved.
	 * @param name the file's name for messages
	 * @param yaml its content in UTF-8; left open
	 * @return the file
	 * @throws CharmMetadataException if it cannot be read, is not YAML, says a key twice,
	 * or has values that JSON has not
	 */
	public static YamlFile read(String name, InputStream yaml) {
		return new YamlReader(name).read(yaml);
	}

	/**
	 * All that the file says.
	 * @return the value with an empty path
	 */
	public YamlValue root() {
		return new YamlValue(this, "", "", this.tree);
	}

	/**
	 * The file as it was written, with quotes and block texts, for who copies from it.
	 * @return the root's node; {@code null} for an empty file
	 */
	public @Nullable Node node() {
		return this.node;
	}

	/**
	 * The file's text, byte for byte but for a mark of the byte order, for who copies it
	 * whole.
	 * @return the text
	 * @throws IllegalStateException if the file was not read from its text
	 */
	public String text() {
		if (this.text == null) {
			throw new IllegalStateException("the text of %s is not known".formatted(this.name));
		}
		return this.text;
	}

	CharmMetadataException problem(String path, String problem) {
		return new CharmMetadataException(this.name, line(path), problem);
	}

	// What is missing has no line: then the line of what it is missing from.
	private int line(String path) {
		Integer line = this.lines.get(path);
		if (line != null || path.isEmpty()) {
			return (line != null) ? line : 0;
		}
		return line(path.substring(0, Math.max(Math.max(path.lastIndexOf('.'), path.lastIndexOf('[')), 0)));
	}

}
