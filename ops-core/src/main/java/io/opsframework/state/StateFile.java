package io.opsframework.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is read and replaced as a whole, whenever the process or the machine ends.
 *
 * @param path its absolute path
 */
record StateFile(Path path) {

	private static final Logger logger = LoggerFactory.getLogger(StateFile.class);

	private static final int MAXIMUM_SIZE = 64 * 1024 * 1024;

	private static final String TEMPORARY = ".new";

	private static final String UNREADABLE = ".unreadable-";

	private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	/**
	 * Read the file.
	 * @return its content; empty if nothing is there
	 * @throws UnreadableException if what is there cannot be read as a file; to open a
	 * pipe would never end
	 * @throws IOException if it is not UTF-8, or reading fails
	 */
	Optional<String> read() throws IOException {
		if (!Files.exists(this.path, LinkOption.NOFOLLOW_LINKS)) {
			return Optional.empty();
		}
		if (!Files.isRegularFile(this.path)) {
			throw new UnreadableException("it is not a file");
		}
		if (Files.size(this.path) > MAXIMUM_SIZE) {
			throw new UnreadableException("it is larger than " + MAXIMUM_SIZE + " bytes");
		}
		return Optional.of(Files.readString(this.path));
	}

	/**
	 * Give what is there another name. What had such a name before is deleted.
	 * @return the new path
	 * @throws IOException if it cannot be renamed
	 */
	Path setAside() throws IOException {
		Path aside = Files.createTempFile(directory(), this.path.getFileName() + UNREADABLE, "");
		Files.move(this.path, aside, StandardCopyOption.REPLACE_EXISTING);
		deleteOthers(UNREADABLE, "", aside);
		return aside;
	}

	/**
	 * Replace the file, or create it.
	 * @param content the new content
	 * @throws IOException if it cannot be written; then the old content stays
	 */
	void replace(String content) throws IOException {
		ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
		if (bytes.remaining() > MAXIMUM_SIZE) {
			throw new IOException("It would be larger than " + MAXIMUM_SIZE + " bytes");
		}
		Path temporary = Files.createTempFile(directory(), this.path.getFileName() + ".", TEMPORARY, OWNER_ONLY);
		try {
			write(temporary, bytes);
			Files.move(temporary, this.path, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			// Of this hook, if that failed, and of those that were killed.
			deleteOthers(".", TEMPORARY, this.path);
		}
		forceDirectory();
	}

	private static void write(Path file, ByteBuffer bytes) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
	}

	// Else the new name may be lost with the machine.
	private void forceDirectory() throws IOException {
		try (FileChannel channel = FileChannel.open(directory(), StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	private void deleteOthers(String infix, String suffix, Path kept) {
		String prefix = this.path.getFileName() + infix;
		DirectoryStream.Filter<Path> others = (file) -> {
			String name = file.getFileName().toString();
			return name.startsWith(prefix) && name.endsWith(suffix) && !file.equals(kept);
		};
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory(), others)) {
			for (Path file : files) {
				Files.delete(file);
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			logger.debug("Old files of the charm's state stay in {}", directory(), ex);
		}
	}

	private Path directory() {
		return this.path.getParent();
	}

	/**
	 * What is there cannot be a state.
	 */
	static final class UnreadableException extends RuntimeException {

		UnreadableException(String message) {
			super(message);
		}

	}

}
