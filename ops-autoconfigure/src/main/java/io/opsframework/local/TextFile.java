package io.opsframework.local;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A file that a command names.
 *
 * @param name its name as it was typed
 * @param content what is in it
 */
record TextFile(String name, String content) {

	static TextFile read(String name) {
		try {
			return new TextFile(name, Files.readString(Path.of(name)));
		}
		catch (NoSuchFileException | InvalidPathException ex) {
			throw new CommandException("There is no file '%s'".formatted(name));
		}
		catch (CharacterCodingException ex) {
			throw new CommandException("The file '%s' is not UTF-8".formatted(name));
		}
		catch (IOException ex) {
			throw new CommandException("The file '%s' cannot be read: %s".formatted(name, ex.getMessage()));
		}
	}

	/**
	 * What the file says in YAML.
	 * @return a modifiable map; empty for an empty file
	 * @throws CommandException if it is no mapping with strings for keys
	 */
	Map<String, @Nullable Object> toMap() {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		Object value = LocalYaml.parse("The file '%s'".formatted(this.name), this.content);
		if (value instanceof Map<?, ?> mapping) {
			mapping.forEach((key, element) -> map.put((String) key, element));
		}
		else if (value != null) {
			throw new CommandException("The file '%s' must be a mapping in YAML".formatted(this.name));
		}
		return map;
	}

}
