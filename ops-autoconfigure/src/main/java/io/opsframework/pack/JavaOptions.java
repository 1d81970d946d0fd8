package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * The options that {@code dispatch} starts Java with: those for a JVM that lives for one
 * hook, and then the author's, which win.
 */
final class JavaOptions {

	static final String FILE = "java-options";

	private static final List<String> SHORT_LIVED = List.of("# A hook ends before the second compiler would pay off.",
			"-XX:TieredStopAtLevel=1", "# The collector that costs least to start.", "-XX:+UseSerialGC",
			"# No statistics in /tmp, which nobody reads.", "-XX:-UsePerfData");

	private static final List<String> AHEAD_OF_TIME = List
		.of("# Conditions and bean definitions were worked out by the build.", "-Dspring.aot.enabled=true");

	private JavaOptions() {
	}

	/**
	 * Write the options for an application.
	 * @param file where to
	 * @param aot whether the application was processed ahead of time
	 * @param own the author's file with further options, or {@code null}
	 */
	static void write(Path file, boolean aot, @Nullable Path own) throws IOException {
		List<String> options = new ArrayList<>(SHORT_LIVED);
		if (aot) {
			options.addAll(AHEAD_OF_TIME);
		}
		if (own != null) {
			options.add("# The charm's own.");
			options.addAll(Files.readAllLines(own));
		}
		Files.write(file, options);
	}

	/**
	 * Find what Java would refuse at each hook.
	 * @param file the options
	 * @param java the program that is to take them
	 * @throws JarModeErrorException if it does not
	 */
	static void check(Path file, Path java) throws IOException {
		Command.Result result = Command.of(java.toString(), "@" + file, "-version").tryToRun();
		if (result.exitCode() != 0) {
			throw new JarModeErrorException(
					"Java refuses the options of '%s' beside charmcraft.yaml: %s".formatted(FILE, result.problem()));
		}
	}

}
