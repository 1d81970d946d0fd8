package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The options that {@code dispatch} starts Java with: a JVM that lives for one hook is
 * best off with its first compiler, its simplest collector and no statistics.
 */
final class JavaOptions {

	static final String FILE = "java-options";

	private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
			"-XX:-UsePerfData", "-Xshare:auto");

	private JavaOptions() {
	}

	/**
	 * Write the options for an application beside it.
	 * @param application the application's own jar
	 * @throws IOException if it cannot be read, or the file not be written
	 */
	static void write(Path application) throws IOException {
		List<String> options = new ArrayList<>(SHORT_LIVED);
		if (isProcessedAheadOfTime(application)) {
			options.add("-Dspring.aot.enabled=true");
		}
		Files.write(application.resolveSibling(FILE), options);
	}

	private static boolean isProcessedAheadOfTime(Path application) throws IOException {
		try (JarFile jar = new JarFile(application.toFile())) {
			String mainClass = jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
			return jar.getEntry(mainClass.replace('.', '/') + "__ApplicationContextInitializer.class") != null;
		}
	}

}
