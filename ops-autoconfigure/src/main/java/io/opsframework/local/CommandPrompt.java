package io.opsframework.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.ClassUtils;

/**
 * Commands that a person types.
 */
final class CommandPrompt {

	private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

	private static final String EDITOR = "org.jline.reader.LineReader";

	private final LineInput in;

	private final PrintStream out;

	CommandPrompt(LineInput in, PrintStream out) {
		this.in = in;
		this.out = out;
	}

	/**
	 * The lines that are typed at the terminal, edited where that is possible.
	 * @param juju what is to follow them
	 * @param plain the lines as the terminal itself gives them
	 * @return the lines
	 */
	static LineInput terminal(LocalJuju juju, PlainInput plain) {
		boolean isEditorThere = ClassUtils.isPresent(EDITOR, CommandPrompt.class.getClassLoader());
		LineInput editor = isEditorThere ? LineEditor.open(juju::complete) : null;
		return (editor != null) ? editor : plain;
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
			line = juju.isOver() ? null : this.in.readLine();
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
