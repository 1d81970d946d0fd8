package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

import org.jspecify.annotations.Nullable;

/**
 * The application in a charm: a jar, with its libraries beside it.
 *
 * @param mainClass the name of its main class
 * @param version its version, or {@code null} if its build says none
 * @param isProcessedAheadOfTime whether its beans were worked out by the build
 */
record PackedApplication(String mainClass, @Nullable String version, boolean isProcessedAheadOfTime) {

	// Edits lines in local mode, which a packed charm does not have.
	private static final String LINE_EDITOR = "jline-{reader,terminal}-*.jar";

	/**
	 * Unpack an application into a charm.
	 * @param jar where its own jar is to be; beside it is nothing yet
	 * @param extractor unpacks it
	 * @return the application
	 */
	static PackedApplication extract(Path jar, ApplicationExtractor extractor) throws IOException {
		extractor.extract(jar.getParent(), jar.getFileName().toString());
		Path libraries = jar.resolveSibling("lib");
		if (Files.isDirectory(libraries)) {
			deleteLineEditor(libraries);
		}
		return read(jar);
	}

	private static void deleteLineEditor(Path libraries) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(libraries, LINE_EDITOR)) {
			for (Path file : files) {
				Files.delete(file);
			}
		}
	}

	private static PackedApplication read(Path file) throws IOException {
		try (JarFile jar = new JarFile(file.toFile())) {
			Attributes attributes = jar.getManifest().getMainAttributes();
			String main = attributes.getValue(Attributes.Name.MAIN_CLASS);
			return new PackedApplication(main, attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
					jar.getEntry(main.replace('.', '/') + "__ApplicationContextInitializer.class") != null);
		}
	}

}
