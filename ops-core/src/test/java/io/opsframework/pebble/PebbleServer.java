package io.opsframework.pebble;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A real Pebble. Its executable is the one that {@code PEBBLE_EXECUTABLE} names, which
 * must be there then, or the one that {@code .ci/run} has built.
 */
public final class PebbleServer implements AutoCloseable {

	private static final String VARIABLE = "PEBBLE_EXECUTABLE";

	private static final String BUILD = "go build -o ../../target/pebble github.com/canonical/pebble/cmd/pebble";

	private final Path executable;

	private final Path directory;

	private @Nullable Process process;

	private PebbleServer(Path executable, Path directory) {
		this.executable = executable;
		this.directory = directory;
	}

	/**
	 * Start a Pebble, or skip the test where there is none.
	 * @return the running Pebble
	 */
	public static PebbleServer start() {
		try {
			PebbleServer server = new PebbleServer(executable(), Files.createTempDirectory("pebble"));
			server.run();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path executable() {
		String named = System.getenv(VARIABLE);
		if (named != null) {
			assertThat(Path.of(named)).as(VARIABLE).isExecutable();
			return Path.of(named);
		}
		Path built = root().resolve("target/pebble");
		assumeThat(built).as("a Pebble, which is built by (cd .ci/pebble && " + BUILD + ") or named by " + VARIABLE)
			.isExecutable();
		return built;
	}

	// Tests run in the directory of their module.
	private static Path root() {
		Path directory = Path.of("").toAbsolutePath();
		while (directory.getParent() != null && !Files.exists(directory.resolve(".ci/pebble"))) {
			directory = directory.getParent();
		}
		return directory;
	}

	/**
	 * Start it, on what it has kept.
	 */
	public void run() {
		// It answers before it starts services by itself, and would start those of a
		// test.
		ProcessBuilder builder = new ProcessBuilder(this.executable.toString(), "run", "--create-dirs", "--hold");
		builder.environment().put("PEBBLE", this.directory.resolve("pebble").toString());
		builder.environment().put("PEBBLE_SOCKET", socket().toString());
		builder.environment().merge("PATH", commands().toString(), (path, commands) -> commands + ":" + path);
		builder.redirectErrorStream(true);
		try {
			this.process = builder.start();
			awaitStart(this.process.inputReader());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void awaitStart(BufferedReader output) throws IOException {
		String line = output.readLine();
		while (line != null && !line.contains("Started daemon")) {
			line = output.readLine();
		}
		assertThat(line).as("Pebble starts").isNotNull();
		// Or Pebble stands still when the pipe is full.
		Thread drain = new Thread(() -> drain(output), "pebble-output");
		drain.setDaemon(true);
		drain.start();
	}

	private static void drain(BufferedReader output) {
		try {
			output.transferTo(Writer.nullWriter());
		}
		catch (IOException ex) {
			// Pebble has ended.
		}
	}

	/**
	 * The path of its socket.
	 * @return the path
	 */
	public Path socket() {
		return this.directory.resolve("socket");
	}

	/**
	 * A directory for files.
	 * @return the path
	 */
	public Path directory() {
		return this.directory;
	}

	/**
	 * A directory whose files are commands for it, before those of the machine.
	 * @return the path of the directory, which is not there yet
	 */
	public Path commands() {
		return this.directory.resolve("commands");
	}

	/**
	 * A client of it.
	 * @return the client, to be closed
	 */
	public PebbleClient client() {
		return PebbleClient.at(socket(), Duration.ofSeconds(30));
	}

	/**
	 * Ask it to stop, and wait until it has.
	 */
	public void stop() {
		end(false);
	}

	/**
	 * Kill it.
	 */
	public void kill() {
		end(true);
	}

	private void end(boolean forcibly) {
		Process running = this.process;
		if (running != null) {
			if (forcibly) {
				running.destroyForcibly();
			}
			else {
				running.destroy();
			}
			running.onExit().join();
		}
	}

	@Override
	public void close() {
		stop();
		try (var files = Files.walk(this.directory)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
