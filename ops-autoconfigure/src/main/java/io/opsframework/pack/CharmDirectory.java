package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * The directory that a charm is written to, as a whole or not at all.
 */
final class CharmDirectory {

	static final String DISPATCH = "dispatch";

	static final String APPLICATION = "app";

	private final Path location;

	CharmDirectory(Path location) throws IOException {
		this.location = Files.exists(location) ? location.toRealPath() : location.toAbsolutePath().normalize();
	}

	/**
	 * Write the directory anew. It is written beside its place, and takes it at the end.
	 * @param content writes the content
	 * @throws IOException if that fails; the directory is then as it was
	 */
	void replace(Content content) throws IOException {
		if (this.location.getParent() == null || !isReplaceable()) {
			throw new JarModeErrorException(
					("'%s' is not empty, and not a charm that pack wrote: " + "name another directory, or remove it")
						.formatted(this.location));
		}
		try (Workspace workspace = Workspace.of(this.location)) {
			Path written = Files.createDirectory(workspace.resolve("charm"));
			Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwxr-xr-x"));
			content.writeTo(written);
			workspace.publish(written);
		}
	}

	private boolean isReplaceable() throws IOException {
		if (!Files.exists(this.location, LinkOption.NOFOLLOW_LINKS)) {
			return true;
		}
		if (!Files.isDirectory(this.location)) {
			return false;
		}
		try (Stream<Path> files = Files.list(this.location)) {
			return files.findAny().isEmpty() || isCharm();
		}
	}

	private boolean isCharm() {
		return Stream.of("metadata.yaml", "manifest.yaml", DISPATCH)
			.allMatch((file) -> Files.isRegularFile(this.location.resolve(file)))
				&& Files.isDirectory(this.location.resolve(APPLICATION));
	}

	/**
	 * What a charm directory is filled with.
	 */
	@FunctionalInterface
	interface Content {

		/**
		 * Write the content.
		 * @param directory the empty directory to write it to
		 * @throws IOException if it cannot be written
		 */
		void writeTo(Path directory) throws IOException;

	}

}
