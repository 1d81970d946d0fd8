package io.opsframework.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with what outlives hooks that fail. What cannot be read or written is done
 * without: it is less than the state, and must not stop a hook.
 */
final class StateJournal {

	private static final Logger logger = LoggerFactory.getLogger(StateJournal.class);

	private final Path file;

	StateJournal(Path file) {
		this.file = file;
	}

	@SuppressWarnings("unchecked")
	Map<String, Object> load() {
		if (!Files.isRegularFile(this.file)) {
			return Map.of();
		}
		try {
			return (Map<String, Object>) Objects.requireNonNull(Json.parse(Files.readString(this.file)));
		}
		catch (IOException | JsonException | ClassCastException | NullPointerException ex) {
			logger.warn("{} cannot be read, and is ignored: {}", this.file, ex.getMessage());
			return Map.of();
		}
	}

	void save(Map<String, Object> journal) {
		try {
			delete();
			Files.createFile(this.file,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(this.file, Json.write(journal));
		}
		catch (IOException ex) {
			logger.warn("{} cannot be written: {}", this.file, ex.toString());
		}
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.file);
	}

}
