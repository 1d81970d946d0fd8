package io.opsframework.pack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import io.opsframework.charm.CharmMetadata;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * Makes a charm of the application on a class path.
 */
final class Packer {

	private static final String CHARMCRAFT_LOCATION = "META-INF/charm/" + CharmcraftFile.NAME;

	private static final String LINE_EDITOR = "jline-{reader,terminal}-*.jar";

	private final ClassLoader classLoader;

	private final ApplicationExtractor extractor;

	Packer(ClassLoader classLoader) {
		this(classLoader, new ToolsApplicationExtractor(classLoader));
	}

	Packer(ClassLoader classLoader, ApplicationExtractor extractor) {
		this.classLoader = classLoader;
		this.extractor = extractor;
	}

	/**
	 * Write the charm.
	 * @param directory where to, replaced as a whole
	 * @throws IOException if it cannot be written; the directory is then as it was
	 */
	void pack(Path directory) throws IOException {
		CharmcraftFile charmcraft = charmcraft();
		new CharmDirectory(directory).replace((target) -> {
			for (Map.Entry<String, String> file : CharmFiles.split(charmcraft).entrySet()) {
				Files.writeString(target.resolve(file.getKey()), file.getValue());
			}
			writeDispatch(target.resolve(CharmDirectory.DISPATCH));
			Path application = target.resolve(CharmDirectory.APPLICATION)
				.resolve(charmcraft.metadata().name() + ".jar");
			this.extractor.extract(application.getParent(), application.getFileName().toString());
			removeLineEditor(application.resolveSibling("lib"));
			JavaOptions.write(application);
			CharmMetadata.loadAndKeep(target);
		});
	}

	// It is for local mode, which a charm never enters under Juju. Java takes no notice
	// of
	// what is missing of a class path.
	private static void removeLineEditor(Path libraries) throws IOException {
		if (Files.isDirectory(libraries)) {
			try (DirectoryStream<Path> files = Files.newDirectoryStream(libraries, LINE_EDITOR)) {
				for (Path file : files) {
					Files.delete(file);
				}
			}
		}
	}

	private CharmcraftFile charmcraft() throws IOException {
		URL location = this.classLoader.getResource(CHARMCRAFT_LOCATION);
		if (location == null) {
			throw new JarModeErrorException(
					"the jar has no %s: let the build copy the project's charmcraft.yaml there as a resource"
						.formatted(CHARMCRAFT_LOCATION));
		}
		return CharmcraftFile.read(location);
	}

	private void writeDispatch(Path file) throws IOException {
		try (InputStream script = Packer.class.getResourceAsStream(CharmDirectory.DISPATCH)) {
			if (script == null) {
				throw new IllegalStateException("the framework's jar has lost its dispatch script");
			}
			Files.copy(script, file);
		}
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
