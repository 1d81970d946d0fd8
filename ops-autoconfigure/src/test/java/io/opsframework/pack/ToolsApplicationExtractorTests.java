package io.opsframework.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.loader.jarmode.JarMode;
import org.springframework.boot.loader.jarmode.JarModeErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ToolsApplicationExtractor}.
 */
class ToolsApplicationExtractorTests {

	@TempDir
	private Path temporary;

	@Test
	void extractRunsTheToolsOfSpringBoot() throws IOException {
		Path directory = this.temporary.resolve("app");
		extract(ExtractingTools.class, directory);
		assertThat(directory.resolve("greeter.jar")).isRegularFile();
	}

	@Test
	void extractWhenJarHasNoToolsSaysWhatToDo() {
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> extract(OtherMode.class, this.temporary.resolve("app")))
			.withMessage("the jar has no Spring Boot jar mode 'tools': "
					+ "repackage it with includeTools, which is the default");
	}

	@Test
	void extractWhenToolsFailGivesTheirMessage() {
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> extract(FailingTools.class, this.temporary.resolve("app")))
			.withMessage("no space");
	}

	@Test
	void extractWhenToolsOnlyPrintSomethingFails() {
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> extract(IdleTools.class, this.temporary.resolve("app")))
			.withMessage("Spring Boot's jar mode 'tools' did not extract the application");
	}

	private void extract(Class<? extends JarMode> mode, Path directory) throws IOException {
		Path classes = this.temporary.resolve("classes");
		Files.writeString(Files.createDirectories(classes.resolve("META-INF")).resolve("spring.factories"),
				"%s=%s%n".formatted(JarMode.class.getName(), mode.getName()));
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader())) {
			new ToolsApplicationExtractor(classLoader).extract(directory, "greeter.jar");
		}
	}

	static class OtherMode implements JarMode {

		@Override
		public boolean accepts(String mode) {
			return false;
		}

		@Override
		public void run(String mode, String[] args) {
			throw new AssertionError("does not accept anything");
		}

	}

	static class IdleTools implements JarMode {

		@Override
		public boolean accepts(String mode) {
			return mode.equals("tools");
		}

		@Override
		public void run(String mode, String[] args) {
		}

	}

	static class FailingTools extends IdleTools {

		@Override
		public void run(String mode, String[] args) {
			throw new IllegalStateException(new JarModeErrorException("no space"));
		}

	}

	static class ExtractingTools extends IdleTools {

		@Override
		public void run(String mode, String[] args) {
			assertThat(List.of(args)).startsWith("extract", "--destination")
				.endsWith("--application-filename", "greeter.jar");
			try {
				Files.createFile(Files.createDirectory(Path.of(args[2])).resolve(args[4]));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
