package io.opsframework.pack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.opsframework.charm.CharmMetadataException;

import org.springframework.boot.loader.jarmode.JarMode;
import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * Packs the application it is part of:
 * {@code java -Djarmode=charm -jar app.jar pack --directory DIR}. Runs in a repackaged
 * jar only, beside Spring Boot's own jar mode {@code tools}. Its errors end the process
 * with exit code 1 and one message.
 */
class CharmJarMode implements JarMode {

	private static final String USAGE = """
			Usage:
			  java -Djarmode=charm -jar <application>.jar pack --directory <directory>

			Commands:
			  pack  Write the charm, as Juju unpacks it, to the directory, in place of what pack wrote there before.
			        The application has its charmcraft.yaml at META-INF/charm/charmcraft.yaml.
			  help  Print this.
			""";

	private final PrintStream out;

	CharmJarMode() {
		this(System.out);
	}

	CharmJarMode(PrintStream out) {
		this.out = out;
	}

	@Override
	public boolean accepts(String mode) {
		return mode.equals("charm");
	}

	@Override
	public void run(String mode, String[] args) {
		String command = (args.length > 0) ? args[0] : "help";
		switch (command) {
			case "help" -> this.out.print(USAGE);
			case "pack" -> pack(directory(args));
			default -> throw usageError("unknown command '%s'".formatted(command));
		}
	}

	private Path directory(String[] args) {
		for (int i = 1; i < args.length; i += 2) {
			if (!args[i].equals("--directory")) {
				throw usageError("pack has no option '%s'".formatted(args[i]));
			}
		}
		if (args.length != 3 || args[2].isEmpty()) {
			throw usageError("pack needs --directory <directory>, once");
		}
		try {
			return Path.of(args[2]);
		}
		catch (InvalidPathException ex) {
			throw usageError("'%s' is not a directory's name: %s".formatted(args[2], ex.getReason()));
		}
	}

	private void pack(Path directory) {
		try {
			new Packer(getClass().getClassLoader()).pack(directory);
		}
		catch (CharmMetadataException ex) {
			throw new JarModeErrorException(ex.getMessage(), ex);
		}
		catch (IOException | UncheckedIOException ex) {
			throw new JarModeErrorException("cannot write the charm to '%s': %s".formatted(directory, ex), ex);
		}
	}

	private JarModeErrorException usageError(String problem) {
		return new JarModeErrorException(problem + System.lineSeparator() + System.lineSeparator() + USAGE);
	}

}
