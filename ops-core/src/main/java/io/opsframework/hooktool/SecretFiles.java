package io.opsframework.hooktool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The content of a secret on its way to Juju: one file a key in a directory of its own,
 * which only this user may read. Arguments would be for everybody to see. Nothing is left
 * when it is closed.
 */
final class SecretFiles implements AutoCloseable {

	private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private static final FileAttribute<Set<PosixFilePermission>> FILE = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private final Path directory;

	private final List<Path> files = new ArrayList<>();

	private final List<String> arguments = new ArrayList<>();

	private SecretFiles(Path directory) {
		this.directory = directory;
	}

	static SecretFiles write(String tool, Map<String, String> content) {
		try {
			SecretFiles files = new SecretFiles(Files.createTempDirectory("juju-secret-", DIRECTORY).toAbsolutePath());
			files.writeAll(content);
			return files;
		}
		catch (IOException ex) {
			throw new HookToolException(tool, -1,
					"Hook tool '%s' was not run: the secret's content cannot be written to a temporary file: %s"
						.formatted(tool, ex),
					ex);
		}
	}

	private void writeAll(Map<String, String> content) throws IOException {
		boolean written = false;
		try {
			for (Map.Entry<String, String> entry : content.entrySet()) {
				write(entry.getKey(), entry.getValue());
			}
			written = true;
		}
		finally {
			if (!written) {
				close();
			}
		}
	}

	private void write(String key, String value) throws IOException {
		Path file = this.directory.resolve(key);
		this.files.add(file);
		try (OutputStream stream = Channels.newOutputStream(
				Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE))) {
			stream.write(value.getBytes(StandardCharsets.UTF_8));
		}
		this.arguments.add(key + "#file=" + file);
	}

	// One for each key, as Juju reads them.
	List<String> arguments() {
		return this.arguments;
	}

	@Override
	public void close() {
		this.files.forEach((file) -> file.toFile().delete());
		this.directory.toFile().delete();
	}

}
