package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the packed charm with all that it can have, unpacked as Juju does it.
 */
class PackedCharmIntegrationTests extends AbstractDispatchIntegrationTests {

	@TempDir
	private static Path packed;

	private static CharmArchive archive;

	@TempDir
	private Path logs;

	@BeforeAll
	static void pack() throws IOException {
		PackProcess.Result result = PackProcess.in(packed).pack();
		assertThat(result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
		// Nothing went wrong in training either: that would have a line of its own.
		assertThat(result.out().lines().map((line) -> line.replaceFirst(" (\\.\\.\\.|\\d).*", ""))).hasSize(5)
			.startsWith("Unpacking the application", "Making a runtime of Java", "Training an archive with hooks");
		try (Stream<Path> files = Files.list(packed)) {
			List<Path> outputs = files.toList();
			assertThat(outputs).hasSize(1);
			assertThat(outputs.get(0).getFileName().toString()).matches("greeter_[a-z0-9]+\\.charm");
			archive = new CharmArchive(outputs.get(0));
		}
	}

	@BeforeEach
	void unpack() throws IOException {
		FileSystemUtils.deleteRecursively(charm());
		archive.unpack(charm());
	}

	@Test
	void hookRunsOnTheCharmsOwnJava() {
		succeed(hook("update-status"), CONFIG, DATABASES, RELATE);
		DispatchResult result = run(hook("update-status").variable("JDK_JAVA_OPTIONS", "-XshowSettings:properties"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.err()).containsPattern(" java\\.home = .*/unit-greeter-0/charm/runtime\n");
	}

	@Test
	void hooksOfAllKindsUseArchiveEachTime() throws IOException {
		for (int time = 0; time < 2; time++) {
			assertThat(fromArchive(hook("config-changed"))).isGreaterThan(0.95);
			assertThat(fromArchive(action("get-db-info"))).isGreaterThan(0.95);
			relateDatabase(CREDENTIALS);
			assertThat(fromArchive(hook("database-relation-changed").relation("database", 7, "postgresql", "")))
				.isGreaterThan(0.95);
		}
	}

	@Test
	void anotherJavaDoesNotUseArchive() throws IOException {
		FileSystemUtils.deleteRecursively(charm().resolve("runtime"));
		succeed(hook("update-status"), CONFIG, DATABASES, RELATE);
		assertThat(fromArchive(hook("config-changed"))).isZero();
	}

	@Test
	void hookWhenArchiveIsGoneRunsWithout() throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(charm().resolve("app"), "*.{jsa,aot}")) {
			for (Path file : files) {
				Files.delete(file);
			}
		}
		succeed(hook("update-status"), CONFIG, DATABASES, RELATE);
	}

	/**
	 * Run a hook that succeeds.
	 * @param process the process
	 * @return which part of the classes of the charm, its libraries and the framework the
	 * JVM took from the archive, by its own log
	 */
	private double fromArchive(DispatchProcess process) throws IOException {
		Path log = this.logs.resolve("classes");
		DispatchResult result = run(process.variable("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log));
		assertThat(result.exitCode()).as(result.err()).isZero();
		List<String> sources = Files.readAllLines(log)
			.stream()
			.filter((line) -> line.matches(".*\\] (org\\.springframework|io\\.opsframework)\\.\\S+ source: .*"))
			.map((line) -> line.replaceFirst(".* source: ", ""))
			.toList();
		assertThat(sources).hasSizeGreaterThan(500);
		return (double) sources.stream().filter((source) -> source.startsWith("shared objects file")).count()
				/ sources.size();
	}

}
