package io.opsframework.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state in a file that only its owner can read. A new state is written beside
 * it, forced to the disk and renamed, so that there is always a whole one.
 */
public final class FileStateStore implements StateStore {

	private static final Logger logger = LoggerFactory.getLogger(FileStateStore.class);

	private static final String VERSION = "version";

	private static final long CURRENT_VERSION = 1;

	private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private final Path file;

	private final StateJournal journal;

	/**
	 * Create a new store.
	 * @param file the file, in a directory that exists
	 */
	public FileStateStore(Path file) {
		this.file = file;
		this.journal = new StateJournal(file.resolveSibling(file.getFileName() + ".journal"));
	}

	@Override
	public Map<String, Object> load() {
		if (!Files.exists(this.file)) {
			return Map.of();
		}
		try {
			return checked(Json.parse(Files.readString(this.file)));
		}
		catch (JsonException | UnreadableException ex) {
			setAside(ex.getMessage());
			return Map.of();
		}
		catch (CharacterCodingException ex) {
			setAside("it is not UTF-8");
			return Map.of();
		}
		catch (IOException ex) {
			throw new StateException("The charm's state cannot be read from " + this.file, ex);
		}
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> checked(Object state) {
		if (!(state instanceof Map<?, ?> map) || !(map.get(VERSION) instanceof Long version)) {
			throw new UnreadableException("it has no version");
		}
		if (version > CURRENT_VERSION) {
			throw new StateException(
					"The state in %s has version %d, and this charm knows %d: it was written by a newer charm. Refresh to that one, or remove the file and lose what is in it"
						.formatted(this.file, version, CURRENT_VERSION),
					null);
		}
		Map<String, Object> content = new LinkedHashMap<>((Map<String, Object>) map);
		content.remove(VERSION);
		return content;
	}

	private void setAside(String problem) {
		try {
			Path aside = Files.createTempFile(directory(), this.file.getFileName() + ".unreadable-", "");
			Files.move(this.file, aside, StandardCopyOption.REPLACE_EXISTING);
			logger.error(
					"The charm's state in {} cannot be read: {}. It was set aside as {}, and deferred events in it are lost",
					this.file, problem, aside.getFileName());
		}
		catch (IOException ex) {
			throw new StateException("The charm's state in %s cannot be read, nor set aside".formatted(this.file), ex);
		}
	}

	@Override
	public void save(Map<String, Object> state) {
		Map<String, Object> content = new LinkedHashMap<>();
		content.put(VERSION, CURRENT_VERSION);
		content.putAll(state);
		try {
			replace(Json.write(content));
			this.journal.delete();
		}
		catch (IOException ex) {
			throw new StateException("The charm's state cannot be written to " + this.file, ex);
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

	private void replace(String content) throws IOException {
		Path temporary = Files.createTempFile(directory(), this.file.getFileName() + ".", ".new", OWNER_ONLY);
		try {
			try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
				ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
				while (bytes.hasRemaining()) {
					channel.write(bytes);
				}
				channel.force(true);
			}
			Files.move(temporary, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private Path directory() {
		return this.file.toAbsolutePath().getParent();
	}

	/**
	 * The file is there but is not a state.
	 */
	private static final class UnreadableException extends RuntimeException {

		UnreadableException(String message) {
			super(message);
		}

	}

}
