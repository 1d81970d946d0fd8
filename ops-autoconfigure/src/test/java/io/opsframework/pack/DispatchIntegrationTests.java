package io.opsframework.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@code dispatch} script, with stand-ins for Java that say who they are.
 */
class DispatchIntegrationTests {

	private static final String JVMS = "/usr/lib/jvm";

	@TempDir
	private Path temporary;

	private Path charm;

	private Path directory;

	private Path path;

	private Path jvms;

	private String contextId = "greeter/0-start-1";

	@BeforeEach
	void writeCharm() throws IOException {
		this.charm = Files.createDirectories(this.temporary.resolve("agents/unit $1 'a'/charm"));
		this.directory = this.charm;
		this.path = Files.createDirectories(this.temporary.resolve("on the [p]ath"));
		this.jvms = Files.createDirectories(this.temporary.resolve("jvms"));
		Files.createFile(Files.createDirectories(this.charm.resolve("app")).resolve("greeter.jar"));
		String script = script();
		assertThat(script).contains(JVMS + "/*/bin/java; do");
		executable(this.charm.resolve("dispatch"), script.replace(JVMS + "/*/", this.jvms + "/*/"));
	}

	@Test
	void dispatchWhenCharmHasRuntimeTakesThat() throws Exception {
		java(this.charm.resolve("runtime"), "17.0.15");
		java(this.path, "25.0.3");
		Result result = dispatch();
		assertThat(result.out()).startsWith(this.charm.resolve("runtime/bin/java") + "\n");
		assertThat(result.exitCode()).isEqualTo(42);
	}

	@Test
	void dispatchRunsTheApplicationWithTheOptionsThatWerePacked() throws Exception {
		java(this.charm.resolve("runtime"), "17.0.15");
		assertThat(dispatch().out().lines().skip(2)).containsExactly("@app/java-options", "-jar", "app/greeter.jar");
	}

	@Test
	void dispatchWhenStartedElsewhereRunsTheApplicationOfItsCharm() throws Exception {
		java(this.charm.resolve("runtime"), "17.0.15");
		Files.createFile(this.charm.resolve("app/12ab.jsa"));
		this.directory = this.temporary;
		assertThat(dispatch().out().lines().skip(2)).containsExactly("@" + this.charm.resolve("app/java-options"),
				"-jar", this.charm.resolve("app/greeter.jar").toString());
	}

	@ParameterizedTest
	@CsvSource({ "app/12ab.jsa, -XX:SharedArchiveFile=app/12ab.jsa", "app/12ab.aot, -XX:AOTCache=app/12ab.aot" })
	void dispatchTakesTheArchiveOfTheCharmsOwnJava(String archive, String option) throws Exception {
		java(this.charm.resolve("runtime"), "17.0.15");
		Files.createFile(this.charm.resolve(archive));
		assertThat(dispatch().out().lines().skip(2)).containsExactly("@app/java-options", option, "-jar",
				"app/greeter.jar");
	}

	@Test
	void dispatchWhenJavaIsNotTheCharmsTakesNoArchive() throws Exception {
		java(this.path, "17.0.15");
		Files.createFile(this.charm.resolve("app/12ab.jsa"));
		assertThat(dispatch().out()).doesNotContain("12ab");
	}

	@Test
	void dispatchRestoresTheTimesThatTheArchiveKnowsOnceForEachUnpacking() throws Exception {
		Path jar = unpackedForArchive();
		assertThat(dispatch().exitCode()).isEqualTo(42);
		FileTime packed = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));
		assertThat(Stream.of(jar, this.charm.resolve("app/lib/a b.jar"), this.charm.resolve("runtime/lib/modules")))
			.allSatisfy((file) -> assertThat(Files.getLastModifiedTime(file)).isEqualTo(packed));
		FileTime other = FileTime.from(Instant.parse("2000-01-02T00:00:00Z"));
		Files.setLastModifiedTime(jar, other);
		dispatch();
		assertThat(Files.getLastModifiedTime(jar)).as("the second time nothing is done").isEqualTo(other);
		Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
		dispatch();
		assertThat(Files.getLastModifiedTime(jar)).as("unpacked again").isEqualTo(packed);
	}

	@Test
	void dispatchWhenTimesCannotBeRestoredRunsAllTheSame() throws Exception {
		unpackedForArchive();
		Files.delete(this.path.resolve("bin/touch"));
		Result result = dispatch();
		assertThat(result.exitCode()).isEqualTo(42);
		assertThat(result.err()).isEmpty();
	}

	private Path unpackedForArchive() throws IOException {
		java(this.charm.resolve("runtime"), "17.0.15");
		linkTool("touch");
		Files.createFile(this.charm.resolve("app/12ab.jsa"));
		Files.createFile(Files.createDirectory(this.charm.resolve("app/lib")).resolve("a b.jar"));
		Files.createFile(Files.createDirectory(this.charm.resolve("runtime/lib")).resolve("modules"));
		return this.charm.resolve("app/greeter.jar");
	}

	@Test
	void dispatchBecomesJava() throws Exception {
		java(this.charm.resolve("runtime"), "17.0.15");
		Process process = start();
		assertThat(finish(process).out().lines().skip(1)).first().isEqualTo(String.valueOf(process.pid()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "17", "17.0.15", "17-ea", "21.0.1", "25" })
	void dispatchWhenJavaOnPathIsNewEnoughTakesThat(String version) throws Exception {
		java(this.path, version);
		assertThat(dispatch().out()).startsWith(this.path.resolve("bin/java") + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.8.0_442", "11.0.2", "9", "16.0.2" })
	void dispatchWhenJavaOnPathIsTooOldTakesNewerFromList(String version) throws Exception {
		java(this.path, version);
		java(this.jvms.resolve("a-old"), "11.0.2");
		Path newer = java(this.jvms.resolve("b with space"), "17.0.1");
		java(this.jvms.resolve("c-newest"), "25");
		assertThat(dispatch().out()).startsWith(newer + "\n");
	}

	@Test
	void dispatchWhenJavaOnPathIsLinkReadsVersionOfWhatItLinksTo() throws Exception {
		Path java = java(this.temporary.resolve("opt"), "11");
		Files.writeString(this.temporary.resolve("opt/release"), "JAVA_VERSION=\"21\"\n");
		Path bin = Files.createDirectory(this.path.resolve("bin"));
		executable(bin.resolve("readlink"), "#!/bin/sh\nexec %s \"$@\"\n".formatted(tool("readlink")));
		Path link = Files.createSymbolicLink(bin.resolve("java"), java);
		assertThat(dispatch().out()).startsWith(link + "\n");
	}

	@Test
	void dispatchWhenLinkCannotBeReadAsksJava() throws Exception {
		Path java = java(this.temporary.resolve("opt"), "21");
		Path link = Files.createSymbolicLink(Files.createDirectory(this.path.resolve("bin")).resolve("java"), java);
		Result result = dispatch();
		assertThat(result.out()).startsWith(link + "\n");
		assertThat(result.err()).isEmpty();
	}

	@Test
	void dispatchWhenThereIsNoReleaseFileAsksJava() throws Exception {
		java(this.path, "11.0.2");
		Files.delete(this.path.resolve("release"));
		Path newer = java(this.jvms.resolve("a"), "17.0.1");
		Files.delete(this.jvms.resolve("a/release"));
		assertThat(dispatch().out()).startsWith(newer + "\n");
	}

	@Test
	void dispatchWhenReleaseFileHasNoVersionAsksJava() throws Exception {
		Path java = java(this.path, "17.0.1");
		Files.writeString(this.path.resolve("release"), "IMPLEMENTOR=\"Somebody\"\n");
		assertThat(dispatch().out()).startsWith(java + "\n");
	}

	@Test
	void dispatchWhenVersionStandsLastWithoutNewlineReadsIt() throws Exception {
		Path java = java(this.path, "1.8");
		Files.writeString(this.path.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"17\"");
		assertThat(dispatch().out()).startsWith(java + "\n");
	}

	@Test
	void dispatchWhenJavaIsBrokenTakesNext() throws Exception {
		executable(Files.createDirectory(this.path.resolve("bin")).resolve("java"),
				"#!/bin/sh\necho broken >&2\nexit 1\n");
		Files.createDirectories(this.jvms.resolve("a/bin/java"));
		Path next = java(this.jvms.resolve("b"), "17");
		assertThat(dispatch().out()).startsWith(next + "\n");
	}

	@Test
	void dispatchWhenPathHasPatternTakesItLiterally() throws Exception {
		java(this.temporary.resolve("on the path"), "25");
		Path java = java(this.path, "17");
		assertThat(dispatch().out()).startsWith(java + "\n");
	}

	@Test
	void dispatchWhenThereIsNoJavaSaysWhereItLooked() throws Exception {
		Files.createDirectories(this.path.resolve("bin/java"));
		Files.createFile(Files.createDirectories(this.jvms.resolve("a/bin")).resolve("java"));
		Result result = dispatch();
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).isEqualTo(
				"dispatch: no Java 17 or newer in %s/runtime/bin, on PATH (%s/bin:/none) "
						+ "or in %s/*/bin. Install one, or pack the charm with a runtime.\n",
				this.charm, this.path, this.jvms);
	}

	@Test
	void dispatchWhenAllAreTooOldNamesThem() throws Exception {
		Path first = java(this.path, "11");
		Path second = java(this.jvms.resolve("a"), "1.8.0");
		Result result = dispatch();
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains(". Too old: %s %s. Install one,".formatted(first, second));
	}

	@Test
	void dispatchWhenStartedByRelativePathFindsTheCharm() throws Exception {
		java(this.charm.resolve("runtime"), "17");
		assertThat(finish(start("./dispatch")).out()).startsWith("./runtime/bin/java\n")
			.endsWith("\napp/greeter.jar\n");
		assertThat(finish(start("/bin/sh", "dispatch")).out()).startsWith("./runtime/bin/java\n");
	}

	@Test
	void dispatchWithoutJujuRefusesAndSaysHowToPlay() throws Exception {
		java(this.path, "17");
		this.contextId = "";
		Result result = dispatch();
		assertThat(result.exitCode()).isOne();
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).startsWith("dispatch: only Juju can run this")
			.endsWith(": java -jar " + this.charm.resolve("app/greeter.jar") + "\n");
	}

	@Test
	void dispatchThatIsCopiedForHookFindsTheCharm() throws Exception {
		java(this.charm.resolve("runtime"), "17");
		Path hooks = Files.createDirectory(this.charm.resolve("hooks"));
		Path copy = Files.copy(this.charm.resolve("dispatch"), hooks.resolve("install"));
		assertThat(finish(start(copy.toString())).out()).startsWith(hooks + "/../runtime/bin/java\n")
			.endsWith("\napp/greeter.jar\n");
	}

	@Test
	void dispatchWhenJavaIsForAnotherMachineTakesNext() throws Exception {
		Path foreign = programForAnotherMachine(this.charm.resolve("runtime"));
		Path next = java(this.path, "17");
		linkTool("cmp");
		assertThat(dispatch().out()).startsWith(next + "\n");
		Files.writeString(this.path.resolve("release"), "JAVA_VERSION=\"11\"\n");
		assertThat(dispatch().err()).contains(". Too old: " + next + ". For another machine: " + foreign + ". Install");
	}

	@Test
	void dispatchWhenProgramsCanBeComparedTakesJavaForThisMachine() throws Exception {
		Path java = Files.createDirectories(this.path.resolve("bin")).resolve("java");
		Files.copy(Path.of("/proc/self/exe"), java);
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
		Files.writeString(this.path.resolve("release"), "JAVA_VERSION=\"17\"\n");
		java(this.jvms.resolve("a"), "17");
		linkTool("cmp");
		assertThat(dispatch().out()).isEmpty();
	}

	// A program of this machine, but for the two bytes that name the machine.
	private Path programForAnotherMachine(Path home) throws IOException {
		byte[] program = Files.readAllBytes(Path.of("/proc/self/exe"));
		program[18] ^= 1;
		Path java = java(home, "17");
		Files.write(java, program);
		return java;
	}

	private void linkTool(String tool) throws IOException {
		Files.createSymbolicLink(Files.createDirectories(this.path.resolve("bin")).resolve(tool), tool(tool));
	}

	private Result dispatch() throws Exception {
		return finish(start());
	}

	private Process start(String... command) throws IOException {
		List<String> line = new ArrayList<>(List.of(command));
		if (line.isEmpty()) {
			line.add(this.charm.resolve("dispatch").toString());
		}
		ProcessBuilder builder = new ProcessBuilder(line).directory(this.directory.toFile());
		builder.environment().clear();
		// As after a dispatch that found no tools of the system: the script has to do
		// without most of them.
		builder.environment().put("PATH", this.path.resolve("bin") + ":/none");
		builder.environment().put("JUJU_CONTEXT_ID", this.contextId);
		return builder.start();
	}

	private Result finish(Process process) throws Exception {
		String out = text(process.getInputStream());
		String err = text(process.getErrorStream());
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		return new Result(process.exitValue(), out, err);
	}

	// Prints its name, its process id and its arguments, and exits with 42.
	private Path java(Path home, String version) throws IOException {
		Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
		executable(java, """
				#!/bin/sh
				if [ "$1" = -version ]; then
					echo 'openjdk version "%s" 2025-04-15' >&2
					exit 0
				fi
				printf '%%s\\n' "$0" "$$" "$@"
				exit 42
				""".formatted(version));
		Files.writeString(home.resolve("release"), """
				IMPLEMENTOR="Somebody"
				JAVA_RUNTIME_VERSION="1.2.3"
				JAVA_VERSION="%s"
				JAVA_VERSION_DATE="2025-04-15"
				""".formatted(version));
		return java;
	}

	private static Path tool(String name) {
		return Stream.of("/usr/bin/", "/bin/")
			.map((directory) -> Path.of(directory, name))
			.filter(Files::exists)
			.findFirst()
			.orElseThrow();
	}

	private static void executable(Path file, String content) throws IOException {
		Files.writeString(file, content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private static String script() throws IOException {
		try (InputStream script = Packer.class.getResourceAsStream(CharmDirectory.DISPATCH)) {
			return text(script);
		}
	}

	private static String text(InputStream stream) throws IOException {
		return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
	}

	private record Result(int exitCode, String out, String err) {
	}

}
