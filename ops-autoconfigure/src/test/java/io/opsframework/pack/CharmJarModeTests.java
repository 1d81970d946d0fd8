package io.opsframework.pack;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.loader.jarmode.JarMode;
import org.springframework.boot.loader.jarmode.JarModeErrorException;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CharmJarMode}.
 */
class CharmJarModeTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final CharmJarMode mode = new CharmJarMode(new PrintStream(this.out, true, StandardCharsets.UTF_8));

	@Test
	void acceptsOnlyItsName() {
		assertThat(this.mode.accepts("charm")).isTrue();
		assertThat(this.mode.accepts("tools")).isFalse();
	}

	@Test
	void isRegistered() {
		List<JarMode> modes = SpringFactoriesLoader.loadFactories(JarMode.class, getClass().getClassLoader());
		assertThat(modes).hasAtLeastOneElementOfType(CharmJarMode.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "help", "pack --help" })
	void runWhenHelpIsWantedPrintsUsage(String command) {
		this.mode.run("charm", command.isEmpty() ? new String[0] : command.split(" "));
		assertThat(this.out.toString(StandardCharsets.UTF_8)).startsWith("Usage:\n  java -Djarmode=charm")
			.contains("--directory <directory>");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			park                         | unknown command 'park'
			pack --directory             | --directory needs a value
			pack a                       | pack has no option 'a'
			pack --directory a --force b | pack has no option '--force'
			""")
	void runWhenCommandLineIsWrongSaysWhyAndWhatIsRight(String line, String message) {
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> this.mode.run("charm", line.split(" ")))
			.withMessageStartingWith(message + System.lineSeparator())
			.withMessageContaining("Usage:");
	}

	@Test
	void runWhenThereIsNoCharmcraftFileSaysSo(@TempDir Path temporary) {
		String directory = temporary.resolve("charm").toString();
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> this.mode.run("charm", new String[] { "pack", "--directory", directory }))
			.withMessageStartingWith("the jar has no META-INF/charm/charmcraft.yaml");
	}

}
