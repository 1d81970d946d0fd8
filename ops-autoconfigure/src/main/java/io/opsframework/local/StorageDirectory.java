package io.opsframework.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * Where the storages of a charm are while it is played.
 *
 * @param path a directory that is gone with all that is in it after that
 */
record StorageDirectory(Path path) implements AutoCloseable {

	static StorageDirectory of(String charm) {
		try {
			return new StorageDirectory(Files.createTempDirectory(charm + "-storages"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			FileSystemUtils.deleteRecursively(this.path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
