package io.opsframework.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.opsframework.pebble.FileInfo;
import io.opsframework.pebble.FileOptions;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.pebble.PebblePathException;

/**
 * Copies directories to and from a container, file by file. What is wrong with one does
 * not keep the others from being copied.
 */
final class ContainerFiles {

	private static final String CONTENT = "*";

	private final PebbleClient pebble;

	private final Map<String, Exception> errors = new TreeMap<>();

	ContainerFiles(PebbleClient pebble) {
		this.pebble = pebble;
	}

	void push(Collection<Path> sources, String directory) {
		for (Path source : sources) {
			boolean contentOnly = source.endsWith(CONTENT);
			Path root = contentOnly ? source.toAbsolutePath().getParent() : source.toAbsolutePath();
			String target = contentOnly ? directory : join(directory, root.getFileName().toString());
			pushTree(root, target);
		}
		end("push");
	}

	private void pushTree(Path source, String target) {
		attempt(source.toString(), () -> {
			if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
				this.pebble.makeDirectory(target, FileOptions.defaults().withParents());
				for (Path child : children(source)) {
					pushTree(child, join(target, child.getFileName().toString()));
				}
			}
			else if (Files.isRegularFile(source) || Files.isSymbolicLink(source) || Files.notExists(source)) {
				try (InputStream content = Files.newInputStream(source)) {
					this.pebble.push(target, content, FileOptions.defaults().withParents());
				}
			}
		});
	}

	private static List<Path> children(Path directory) throws IOException {
		try (Stream<Path> children = Files.list(directory)) {
			return children.sorted().toList();
		}
	}

	void pull(Collection<String> sources, Path directory) {
		for (String source : sources) {
			boolean contentOnly = source.endsWith("/" + CONTENT);
			String root = contentOnly ? source.substring(0, source.length() - 1) : source;
			attempt(root, () -> {
				FileInfo info = this.pebble.fileInfo(root);
				pullTree(info, contentOnly ? directory : directory.resolve(info.name()));
			});
		}
		end("pull");
	}

	private void pullTree(FileInfo source, Path target) {
		attempt(source.path(), () -> {
			switch (source.type()) {
				case "directory" -> {
					Files.createDirectories(target);
					this.pebble.listFiles(source.path(), null)
						.forEach((child) -> pullTree(child, inside(target, child)));
				}
				case "file", "symlink" -> pullFile(source.path(), target);
				default -> {
					// Nothing of it can be read.
				}
			}
		});
	}

	// A name is what Pebble says, and no way out of the directory.
	private static Path inside(Path directory, FileInfo child) {
		Path target = directory.resolve(child.name()).normalize();
		if (!directory.normalize().equals(target.getParent())) {
			throw new IllegalArgumentException("'%s' is no name of a file".formatted(child.name()));
		}
		return target;
	}

	private void pullFile(String source, Path target) throws IOException {
		try (InputStream content = this.pebble.pull(source)) {
			Files.createDirectories(target.toAbsolutePath().getParent());
			Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	// All else, such as a Pebble that is gone, is wrong with all files.
	private void attempt(String path, Copy copy) {
		try {
			copy.run();
		}
		catch (IOException | PebblePathException | PebbleApiException ex) {
			this.errors.put(path, ex);
		}
	}

	private void end(String action) {
		if (!this.errors.isEmpty()) {
			throw new MultiplePathsException(action, this.errors);
		}
	}

	private static String join(String directory, String name) {
		return directory.endsWith("/") ? directory + name : directory + "/" + name;
	}

	/**
	 * One step of a copy.
	 */
	@FunctionalInterface
	private interface Copy {

		void run() throws IOException;

	}

}
