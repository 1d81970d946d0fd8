package io.opsframework.state;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state in a file that only its owner can read. A new state is written beside
 * it, forced to the disk and renamed, so that there is always a whole one. What cannot be
 * a state is set aside under another name, where it stays until the next one is.
 */
public final class FileStateStore implements StateStore {

	private static final Logger logger = LoggerFactory.getLogger(FileStateStore.class);

	private static final String VERSION = "version";

	private static final long CURRENT_VERSION = 1;

	private final Path path;

	private final StateFile file;

	private final StateJournal journal;

	/**
	 * Create a new store.
	 * @param file the file, in a directory that exists
	 */
	public FileStateStore(Path file) {
		this.path = file;
		this.file = new StateFile(file.toAbsolutePath());
		this.journal = new StateJournal(file.resolveSibling(file.getFileName() + ".journal"));
	}

	@Override
	public Map<String, Object> load() {
		try {
			Optional<String> content = this.file.read();
			return content.isPresent() ? checked(Json.parse(content.get())) : Map.of();
		}
		catch (JsonException | StateFile.UnreadableException ex) {
			setAside(String.valueOf(ex.getMessage()));
		}
		catch (CharacterCodingException ex) {
			setAside("it is not UTF-8");
		}
		catch (IOException ex) {
			throw new StateException("The charm's state cannot be read from " + this.path, ex);
		}
		return Map.of();
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> checked(Object state) {
		if (!(state instanceof Map<?, ?> map) || !(map.get(VERSION) instanceof Long version) || version < 1) {
			throw new StateFile.UnreadableException("it has no version");
		}
		if (version > CURRENT_VERSION) {
			throw new StateException(
					"The state in %s has version %d, and this charm knows %d: it was written by a newer charm. Refresh to that one, or remove the file and lose what is in it"
						.formatted(this.path, version, CURRENT_VERSION),
					null);
		}
		Map<String, Object> content = new LinkedHashMap<>((Map<String, Object>) map);
		content.remove(VERSION);
		return content;
	}

	@Override
	public void setAside(String problem) {
		try {
			Path aside = this.file.setAside();
			logger.error(
					"The charm's state in {} cannot be read: {}. It was set aside as {}, and deferred events and stored values in it are lost",
					this.path, problem, aside.getFileName());
		}
		catch (IOException ex) {
			throw new StateException(
					"The charm's state in %s cannot be read, nor set aside: %s".formatted(this.path, problem), ex);
		}
	}

	@Override
	public void save(Map<String, Object> state) {
		Map<String, Object> content = new LinkedHashMap<>();
		content.put(VERSION, CURRENT_VERSION);
		content.putAll(state);
		try {
			this.file.replace(Json.write(content));
			this.journal.delete();
		}
		catch (IOException ex) {
			throw new StateException("The charm's state cannot be written to " + this.path, ex);
		}
	}

	@Override
	public Map<String, Object> loadJournal() {
		return this.journal.load();
	}

	@Override
	public void saveJournal(Map<String, Object> values) {
		this.journal.save(values);
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
