package io.opsframework.hooktool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Where stand-in hook tools that are answered by another process tell it of a call, and
 * find the answer.
 *
 * @param directory the directory of the tools
 */
record StandInPipes(Path directory) {

	Path called() {
		return this.directory.resolve(".called");
	}

	Path answered() {
		return this.directory.resolve(".answered");
	}

	Path output() {
		return this.directory.resolve(".output");
	}

	Path error() {
		return this.directory.resolve(".error");
	}

	void create() {
		try {
			int exitCode = new ProcessBuilder("mkfifo", called().toString(), answered().toString()).inheritIO()
				.start()
				.waitFor();
			if (exitCode != 0) {
				throw new IllegalStateException("mkfifo failed with exit code " + exitCode);
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

	// The end of a tool that has recorded its call.
	String script() {
		return """
				echo >%s
				IFS= read -r code <%s
				cat %s
				cat %s >&2
				exit "$code"
				""".formatted(quote(called()), quote(answered()), quote(output()), quote(error()));
	}

	private static String quote(Path path) {
		return "'" + path.toString().replace("'", "'\\''") + "'";
	}

}
