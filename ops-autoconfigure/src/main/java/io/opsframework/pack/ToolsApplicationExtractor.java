package io.opsframework.pack;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.loader.jarmode.JarMode;
import org.springframework.boot.loader.jarmode.JarModeErrorException;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Has Spring Boot's own jar mode {@code tools} unpack the application.
 */
final class ToolsApplicationExtractor implements ApplicationExtractor {

	private static final String TOOLS = "tools";

	private final ClassLoader classLoader;

	ToolsApplicationExtractor(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public void extract(Path directory, String fileName) {
		try {
			tools().run(TOOLS, new String[] { "extract", "--destination", directory.toAbsolutePath().toString(),
					"--application-filename", fileName });
		}
		catch (IllegalStateException ex) {
			// So they wrap whatever is thrown, a full disk too.
			throw (ex.getCause() instanceof JarModeErrorException || ex.getCause() instanceof UncheckedIOException)
					? (RuntimeException) ex.getCause() : ex;
		}
		// The tools print what they find wrong with their command line, and return.
		if (!Files.isRegularFile(directory.resolve(fileName))) {
			throw new JarModeErrorException("Spring Boot's jar mode 'tools' did not extract the application");
		}
	}

	private JarMode tools() {
		return SpringFactoriesLoader.loadFactories(JarMode.class, this.classLoader)
			.stream()
			.filter((mode) -> mode.accepts(TOOLS))
			.findFirst()
			.orElseThrow(() -> new JarModeErrorException("the jar has no Spring Boot jar mode 'tools': "
					+ "repackage it with includeTools, which is the default"));
	}

}
