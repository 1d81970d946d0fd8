package io.opsframework.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The greeter's jar, started by the Java that runs the tests to pack itself.
 *
 * @param directory where it is started
 * @param shell what a shell does before it becomes Java
 */
record PackProcess(Path directory, String shell) {

	static final Path JAR = Path.of(System.getProperty("charm.jar", "")).toAbsolutePath();

	static PackProcess in(Path directory) {
		return new PackProcess(directory, ":");
	}

	/**
	 * Limit the size of the files that it may write, as a full disk does.
	 * @param blocks the limit, in units of 512 bytes
	 * @return the process
	 */
	PackProcess withFileLimit(int blocks) {
		return new PackProcess(this.directory, "ulimit -f " + blocks);
	}

	Result pack(String... options) {
		return pack((process) -> {
		}, options);
	}

	/**
	 * Pack.
	 * @param meanwhile what is done while it runs
	 * @param options the options
	 * @return how it ended
	 */
	Result pack(Consumer<Process> meanwhile, String... options) {
		return run(meanwhile, JAR, Stream.concat(Stream.of("pack"), Stream.of(options)).toList());
	}

	Result run(Path jar, String... arguments) {
		return run((process) -> {
		}, jar, List.of(arguments));
	}

	private Result run(Consumer<Process> meanwhile, Path jar, List<String> arguments) {
		List<String> line = new ArrayList<>(List.of("sh", "-c", this.shell + "; exec \"$@\"", "sh",
				System.getProperty("java.home") + "/bin/java", "-Djarmode=charm", "-jar", jar.toString()));
		line.addAll(arguments);
		try {
			Path streams = Files.createTempDirectory("pack");
			Path out = streams.resolve("out");
			Path err = streams.resolve("err");
			try {
				Process process = new ProcessBuilder(line).directory(this.directory.toFile())
					.redirectOutput(out.toFile())
					.redirectError(err.toFile())
					.start();
				meanwhile.accept(process);
				return new Result(process.waitFor(), Files.readString(out), Files.readString(err));
			}
			finally {
				Files.deleteIfExists(out);
				Files.deleteIfExists(err);
				Files.delete(streams);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	/**
	 * How it ended.
	 *
	 * @param exitCode its exit code
	 * @param out what it wrote to standard output
	 * @param err what it wrote to standard error
	 */
	record Result(int exitCode, String out, String err) {

	}

}
