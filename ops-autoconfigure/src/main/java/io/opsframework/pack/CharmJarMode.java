package io.opsframework.pack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

import io.opsframework.charm.CharmMetadataException;

import org.springframework.boot.loader.jarmode.JarMode;
import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * Packs the application it is part of: {@code java -Djarmode=charm -jar app.jar pack}.
 * Runs in a repackaged jar only, beside Spring Boot's own jar mode {@code tools}. Its
 * errors end the process with exit code 1 and one message.
 */
class CharmJarMode implements JarMode {

	private static final String USAGE = """
			Usage:
			  java -Djarmode=charm -jar <application>.jar pack [options]

			Packs the application as a charm: <name>_<platform>.charm, which 'juju deploy' takes. The application has its
			charmcraft.yaml at META-INF/charm/charmcraft.yaml.

			Options:
			  --output <directory>     Where to leave the packed charm: the working directory if nothing is said
			  --directory <directory>  Where to leave the charm unpacked, in place of what pack wrote there before
			  --charmcraft <file>      The project's charmcraft.yaml: what lies beside it (icon.svg, README.md, LICENSE,
			                           lxd-profile.yaml, lib, java-options) is packed too
			  --include <path>         A further file or directory of the project. May be repeated
			  --platform <platform>    The platform, as charmcraft.yaml names it: this machine's if nothing is said
			  --runtime <java home>    The JDK that the charm's own Java is made of: this one if nothing is said
			  --no-runtime             Pack no Java: hooks look for one on their machine
			  --no-archive             Do not train an archive with hooks, which makes later ones start faster, and have Java
			                           make none of its own: what is packed twice is then the same, byte for byte
			  --no-aot                 Take an application that was not processed ahead of time
			  --yes                    Train the archive of a charm without containers too: its listeners act on this machine
			  --charm-version <text>   The version that 'juju status' shows: that of the jar if nothing is said
			  --write-config           Write the options and actions into charmcraft.yaml as the charm's classes have them, and pack
			                           nothing
			  --help                   Show this
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
		List<String> arguments = List.of(args);
		if (arguments.isEmpty() || arguments.get(0).equals("help") || arguments.contains("--help")) {
			this.out.print(USAGE);
		}
		else if (arguments.get(0).equals("pack")) {
			pack(options(arguments.subList(1, arguments.size())));
		}
		else {
			throw usageError("unknown command '%s'".formatted(arguments.get(0)));
		}
	}

	private static PackOptions options(List<String> arguments) {
		try {
			return PackOptions.parse(arguments);
		}
		catch (JarModeErrorException ex) {
			throw usageError(String.valueOf(ex.getMessage()));
		}
	}

	private void pack(PackOptions options) {
		try {
			ClassLoader classLoader = getClass().getClassLoader();
			new Packer(classLoader, new ToolsApplicationExtractor(classLoader), new PackStep(this.out)).pack(options);
		}
		catch (CharmMetadataException ex) {
			throw new JarModeErrorException(ex.getMessage(), ex);
		}
		catch (IOException | UncheckedIOException ex) {
			throw new JarModeErrorException("cannot write the charm: %s".formatted(ex), ex);
		}
	}

	private static JarModeErrorException usageError(String problem) {
		return new JarModeErrorException(problem + System.lineSeparator() + System.lineSeparator() + USAGE);
	}

}
