package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code java -Djarmode=charm -jar greeter.jar pack}.
 */
class PackIntegrationTests {

	private static final String[] SMALL = { "--no-runtime", "--no-archive", "--platform", "amd64" };

	private static final String OUTPUT = "greeter_amd64.charm";

	@TempDir
	private Path directory;

	@Test
	void packWithoutRuntimeAndArchiveHasApplicationOnly() throws IOException {
		assertPacks(SMALL);
		new CharmArchive(this.directory.resolve(OUTPUT)).unpack(this.directory.resolve("charm"));
		assertThat(namesIn("charm")).containsExactlyInAnyOrder("dispatch", "metadata.yaml", "config.yaml",
				"actions.yaml", "manifest.yaml", "version", "app");
		assertThat(this.directory.resolve("charm/dispatch")).isExecutable();
		assertThat(namesIn("charm/app")).containsExactlyInAnyOrder("greeter.jar", "lib", "java-options",
				"metadata.json");
	}

	@Test
	void packWhenCharmHasNoContainersTrainsNoArchiveAndSaysSoInOneLine() throws IOException {
		Path jar = jarWith(charmcraft().replaceAll("(?m)^(containers|resources):\n( .*\n)+", ""));
		PackProcess.Result result = PackProcess.in(this.directory).run(jar, "pack");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out().lines().filter((line) -> line.startsWith("No archive"))).singleElement()
			.asString()
			.contains("listeners of a charm without containers act on this machine. --yes");
		assertThat(result.out()).doesNotContain("Training");
	}

	@Test
	void packAgainWritesTheSameBytes() throws IOException {
		assertPacks("--no-archive", "--output", "first");
		assertPacks("--no-archive", "--output", "second");
		String file = namesIn("first").findFirst().orElseThrow();
		assertThat(this.directory.resolve("first").resolve(file))
			.hasSameBinaryContentAs(this.directory.resolve("second").resolve(file));
	}

	@ParameterizedTest
	@ValueSource(strings = { "park", "pack --output", "pack --verbose", "pack --platform s390x",
			"pack --charmcraft missing.yaml", "pack --runtime .", "pack --directory .", "pack --output older/charm" })
	void packWhenItCannotEndsWithMessageAndNoStackTrace(String command) throws IOException {
		Files.writeString(this.directory.resolve("older"), "something");
		assertError(PackProcess.in(this.directory).run(PackProcess.JAR, command.split(" ")));
		assertThat(namesIn("")).containsExactly("older");
	}

	@Test
	void packWhenJavaRefusesOptionKeepsTheOlderOutput() throws IOException {
		project(charmcraft());
		Files.writeString(this.directory.resolve("java-options"), "-XX:+UseNoSuchThing\n");
		Files.writeString(this.directory.resolve(OUTPUT), "older");
		PackProcess.Result result = PackProcess.in(this.directory).pack(SMALL);
		assertError(result);
		assertThat(result.err().strip()).hasLineCount(1)
			.contains("'java-options' beside charmcraft.yaml", "UseNoSuchThing");
		assertThat(this.directory.resolve(OUTPUT)).hasContent("older");
		assertThat(namesIn("")).containsExactlyInAnyOrder("charmcraft.yaml", "java-options", OUTPUT);
	}

	// The first is too little for a library, the second for the packed charm.
	@ParameterizedTest
	@ValueSource(ints = { 1000, 10000 })
	void packWhenDiskIsFullSaysSoInOneLineAndKeepsTheOlderOutput(int blocks) throws IOException {
		Files.writeString(this.directory.resolve(OUTPUT), "older");
		PackProcess.Result result = PackProcess.in(this.directory).withFileLimit(blocks).pack(SMALL);
		assertError(result);
		assertThat(result.err().strip()).hasLineCount(1).contains("File too large");
		assertThat(this.directory.resolve(OUTPUT)).hasContent("older");
		assertThat(namesIn("")).containsExactly(OUTPUT);
	}

	@Test
	void packWhenDiskIsTooFullForRuntimeSaysSoAndLeavesNothing() throws IOException {
		PackProcess.Result result = PackProcess.in(this.directory).withFileLimit(20000).pack("--no-archive");
		assertError(result);
		assertThat(result.err().strip()).hasLineCount(1).contains("File too large");
		assertThat(namesIn("")).isEmpty();
	}

	@Test
	void packWhenEarlierOnesWereKilledLeavesWholeCharmAndNothingElse() throws IOException {
		String[] options = Stream.concat(Stream.of(SMALL), Stream.of("--directory", "charm", "--output", "."))
			.toArray(String[]::new);
		long start = System.nanoTime();
		assertPacks(options);
		long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		byte[] content = Files.readAllBytes(this.directory.resolve(OUTPUT));
		Random random = new Random(10);
		for (int i = 0; i < 10; i++) {
			kill(random.nextLong(whole), options);
			assertThat(this.directory.resolve(OUTPUT)).hasBinaryContent(content);
		}
		assertPacks(options);
		assertThat(namesIn("")).containsExactlyInAnyOrder("charm", OUTPUT);
		assertThat(this.directory.resolve(OUTPUT)).hasBinaryContent(content);
	}

	@Test
	void packWhenEarlierOneWasKilledEndsWhatItStarted() throws IOException {
		List<ProcessHandle> programs = new ArrayList<>();
		PackProcess.in(this.directory).pack((process) -> {
			while (process.isAlive() && programs.isEmpty()) {
				await(process, 10);
				process.descendants().filter(this::isJlink).forEach(programs::add);
			}
			process.destroyForcibly();
		}, "--no-archive");
		assertThat(programs).hasSize(1);
		assertPacks(SMALL);
		assertThat(programs.get(0).isAlive()).isFalse();
		assertThat(namesIn("")).containsExactly(OUTPUT);
	}

	private boolean isJlink(ProcessHandle process) {
		return process.info().command().orElse("").endsWith("/jlink");
	}

	private void kill(long milliseconds, String... options) {
		PackProcess.in(this.directory).pack((process) -> {
			await(process, milliseconds);
			process.destroyForcibly();
		}, options);
	}

	private void await(Process process, long milliseconds) {
		try {
			process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private PackProcess.Result assertPacks(String... options) {
		PackProcess.Result result = PackProcess.in(this.directory).pack(options);
		assertThat(result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
		return result;
	}

	private void assertError(PackProcess.Result result) {
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).startsWith("Error: ").doesNotContain("\tat ", "Exception in thread");
	}

	private String charmcraft() throws IOException {
		return Files.readString(Path.of("../charmcraft.yaml"));
	}

	private Path jarWith(String charmcraft) throws IOException {
		Path jar = Files.copy(PackProcess.JAR, this.directory.resolve("other.jar"));
		try (FileSystem files = FileSystems.newFileSystem(jar)) {
			Files.writeString(files.getPath("META-INF/charm/charmcraft.yaml"), charmcraft);
		}
		return jar;
	}

	private void project(String charmcraft) throws IOException {
		Files.writeString(this.directory.resolve("charmcraft.yaml"), charmcraft);
	}

	private Stream<String> namesIn(String name) throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve(name))) {
			return files.map((file) -> file.getFileName().toString()).toList().stream();
		}
	}

}
