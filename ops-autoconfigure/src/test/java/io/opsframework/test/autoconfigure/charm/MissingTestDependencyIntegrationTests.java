package io.opsframework.test.autoconfigure.charm;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.opsframework.test.autoconfigure.CharmTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a {@link CharmTest @CharmTest} does not run without the charm where a
 * dependency is missing that it needs.
 */
class MissingTestDependencyIntegrationTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "spring-boot-test", "spring-boot-test-autoconfigure" })
	void charmTestFailsAndNamesWhatIsMissing(String artifact) throws Exception {
		assertThat(runWithout(artifact)).isNotZero();
		assertThat(this.directory.resolve("output")).content()
			.contains("'org.springframework.boot:%s'".formatted(artifact), "add it to the dependencies of the tests");
	}

	// JUnit itself says so, before anything of ours runs.
	@Test
	void charmTestWithoutSpringTestFailsAndNamesItsExtension() throws Exception {
		assertThat(runWithout("spring-test")).isNotZero();
		assertThat(this.directory.resolve("output")).content().contains("SpringExtension not present");
	}

	// Without this the other would prove nothing.
	@Test
	void charmTestSucceedsWithItsDependencies() throws Exception {
		assertThat(runWithout("nothing")).isZero();
	}

	private int runWithout(String artifact) throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1",
				"-Dops.charm.directory=src/test/resources/io/opsframework/test/autoconfigure/charm", "-cp",
				classPathWithout(artifact), Fixtures.class.getName(), InCharmTest.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("output").toFile())
			.start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String classPathWithout(String artifact) {
		Pattern jar = Pattern.compile(artifact + "-[0-9].*\\.jar");
		return Pattern.compile(File.pathSeparator)
			.splitAsStream(System.getProperty("java.class.path"))
			.filter((entry) -> !jar.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

	@CharmTest
	static class InCharmTest {

		@Test
		void run(@Autowired ApplicationContext context) {
			assertThat(context).isNotNull();
		}

	}

}
