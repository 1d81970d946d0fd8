package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.springframework.util.FileSystemUtils;

/**
 * A directory beside an output, in which that is made. Named for its process, so that the
 * next one tells what is in use from what was left behind.
 */
final class Workspace implements AutoCloseable {

	private static final String PREFIX = ".pack-";

	private static final String OLD = ".old";

	private final Path directory;

	private final Path output;

	private Workspace(Path directory, Path output) {
		this.directory = directory;
		this.output = output;
	}

	/**
	 * Create the workspace for an output. What killed processes have left of theirs is
	 * cleaned up; an output that one had taken away is put back.
	 * @param output the file or directory to be made; an absolute path
	 * @return the workspace
	 */
	static Workspace of(Path output) throws IOException {
		Path parent = Files.createDirectories(output.getParent());
		try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, PREFIX + "*")) {
			for (Path file : files) {
				if (!isInUse(file)) {
					new Workspace(file, output).cleanUp();
				}
			}
		}
		return new Workspace(Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-"), output);
	}

	private static boolean isInUse(Path workspace) {
		String[] parts = workspace.getFileName().toString().substring(PREFIX.length()).split("-", 2);
		return !Files.isDirectory(workspace) || !parts[0].matches("\\d{1,18}")
				|| ProcessHandle.of(Long.parseLong(parts[0])).isPresent();
	}

	private void cleanUp() throws IOException {
		endPrograms();
		try (DirectoryStream<Path> taken = Files.newDirectoryStream(this.directory, "*" + OLD)) {
			for (Path old : taken) {
				putBack(old);
			}
		}
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private void putBack(Path old) throws IOException {
		String name = old.getFileName().toString();
		Path place = this.directory.resolveSibling(name.substring(0, name.length() - OLD.length()));
		if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
			Files.move(old, place);
		}
	}

	// A program outlives the process that was killed, and goes on to write here. Each has
	// the workspace on its command line.
	private void endPrograms() {
		ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").contains(this.directory.toString()))
			.filter(ProcessHandle::destroyForcibly)
			.forEach((process) -> process.onExit().join());
	}

	/**
	 * A place in the workspace.
	 * @param name a name
	 * @return its path
	 */
	Path resolve(String name) {
		return this.directory.resolve(name);
	}

	/**
	 * Let what was made take the output's place.
	 * @param made a file or directory in the workspace
	 */
	void publish(Path made) throws IOException {
		Path old = resolve(this.output.getFileName() + OLD);
		boolean isDirectory = Files.isDirectory(this.output);
		if (isDirectory) {
			Files.move(this.output, old);
		}
		try {
			Files.move(made, this.output, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			if (isDirectory) {
				Files.move(old, this.output);
			}
			throw ex;
		}
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
