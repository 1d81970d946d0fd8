package io.opsframework.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;

/**
 * Commands from a file, one a line. Lines that begin with {@code #} say nothing.
 *
 * @param file the file
 * @param lines its lines
 */
record Script(Path file, List<String> lines) {

	private static final String OPTION = "script";

	private static final String USAGE = "Start the charm without arguments to type commands, or with --script FILE to play them from a file";

	/**
	 * The script that the arguments of the program name.
	 * @param arguments {@code --script=FILE} or {@code --script FILE}
	 * @return the script, or {@code null} without one
	 * @throws LocalModeException if there is no such file, or something else among the
	 * arguments
	 */
	static @Nullable Script of(ApplicationArguments arguments) {
		arguments.getOptionNames().forEach(Script::requireKnown);
		List<String> values = arguments.getOptionValues(OPTION);
		List<String> words = arguments.getNonOptionArgs();
		boolean fileIsWord = values != null && values.isEmpty() && !words.isEmpty();
		int expectedWords = fileIsWord ? 1 : 0;
		if (words.size() > expectedWords) {
			throw new LocalModeException("Unknown argument '%s'. ".formatted(words.get(expectedWords)) + USAGE);
		}
		if (values == null) {
			return null;
		}
		String file = fileIsWord ? words.get(0) : String.join(",", values);
		if (file.isEmpty()) {
			throw new LocalModeException("--script needs a file with commands");
		}
		return read(Path.of(file));
	}

	// Others set properties of the application, as everywhere in Spring Boot.
	private static void requireKnown(String option) {
		boolean property = option.indexOf('.') >= 0 || option.equals("debug") || option.equals("trace");
		if (!option.equals(OPTION) && !option.equals(LocalMode.CONSENT) && !property) {
			throw new LocalModeException("Unknown option '--%s'. ".formatted(option) + USAGE);
		}
	}

	private static Script read(Path file) {
		try {
			return new Script(file, Files.readAllLines(file));
		}
		catch (NoSuchFileException ex) {
			throw new LocalModeException("There is no script '%s'".formatted(file));
		}
		catch (CharacterCodingException ex) {
			throw new LocalModeException("The script '%s' is not UTF-8".formatted(file));
		}
		catch (IOException ex) {
			throw new LocalModeException("The script '%s' cannot be read: %s".formatted(file, ex.getMessage()));
		}
	}

	/**
	 * Play the commands up to one that ends the session.
	 * @param juju follows them
	 * @param out shows them
	 * @throws LocalModeException if one cannot be followed
	 */
	void play(LocalJuju juju, PrintStream out) {
		for (int i = 0; i < this.lines.size() && !juju.isOver(); i++) {
			String line = this.lines.get(i).strip();
			if (!line.isEmpty() && !line.startsWith("#")) {
				out.printf("%n> %s%n", line);
				play(juju, line, i + 1);
			}
		}
	}

	private void play(LocalJuju juju, String line, int number) {
		try {
			juju.run(line);
		}
		catch (CommandException ex) {
			throw new LocalModeException("%s, line %d: %s".formatted(this.file, number, ex.getMessage()));
		}
	}

}
