package io.opsframework.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Commands that a person types.
 */
final class CommandPrompt {

	private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

	private final BufferedReader in;

	private final PrintStream out;

	CommandPrompt(InputStream in, PrintStream out) {
		this.in = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
		this.out = out;
	}

	/**
	 * Follow commands up to one that ends the session, or the end of the input.
	 * @param juju follows them
	 */
	void hold(LocalJuju juju) {
		this.out.println("Type a command, or help. Ctrl-D ends.");
		String line = "";
		while (line != null && !juju.isOver()) {
			run(juju, line.strip());
			line = juju.isOver() ? null : prompt("> ");
		}
	}

	private void run(LocalJuju juju, String line) {
		try {
			juju.run(line);
		}
		catch (CommandException ex) {
			this.out.println("ERROR " + ex.getMessage());
		}
	}

	/**
	 * Ask a question.
	 * @param question the question
	 * @return whether the answer is yes; no is the default
	 */
	boolean confirm(String question) {
		String answer = prompt(question + " [y/N] ");
		return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
	}

	private @Nullable String prompt(String prompt) {
		this.out.print(prompt);
		this.out.flush();
		try {
			String line = this.in.readLine();
			if (line == null) {
				this.out.println();
			}
			return line;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// From JDK 22 on there is a console also where there is no terminal.
	static boolean isTerminal() {
		if (!Files.isSymbolicLink(STANDARD_INPUT)) {
			return System.console() != null;
		}
		try {
			String device = Files.readSymbolicLink(STANDARD_INPUT).toString();
			return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
