package io.opsframework.pack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.CharmMetadataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Packer}.
 */
class PackerTests {

	@TempDir
	private Path temporary;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private List<String> classes = List.of("example/Greeter__ApplicationContextInitializer.class");

	private List<String> libraries = List.of();

	@Test
	void packWritesFilesDispatchAndApplication() throws IOException {
		Path directory = this.temporary.resolve("charm");
		pack(CharmcraftYaml.MINIMAL, directory);
		assertThat(directory).isDirectoryContaining("glob:**/metadata.yaml")
			.isDirectoryContaining("glob:**/manifest.yaml")
			.isDirectoryNotContaining("glob:**/config.yaml")
			.isDirectoryNotContaining("glob:**/actions.yaml");
		assertThat(directory.resolve("dispatch")).isExecutable();
		assertThat(directory.resolve("dispatch")).content().startsWith("#!/bin/sh\n");
		assertThat(directory.resolve("app/greeter.jar")).isRegularFile();
	}

	@Test
	void packWritesOptionsOfJavaThatLivesForOneHook() throws IOException {
		Path directory = this.temporary.resolve("charm");
		pack(CharmcraftYaml.MINIMAL, directory);
		assertThat(directory.resolve("app/java-options")).content()
			.contains("-XX:+UseSerialGC\n", "-Dspring.aot.enabled=true\n");
	}

	@Test
	void packWhenApplicationIsNotProcessedAheadOfTimeRefuses() {
		Path directory = this.temporary.resolve("charm");
		this.classes = List.of();
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> pack(CharmcraftYaml.MINIMAL, directory))
			.withMessageContaining("let the build run process-aot, or pack with --no-aot");
		assertThat(this.temporary).isDirectoryNotContaining("glob:**/charm");
	}

	@Test
	void packWhenToldTakesApplicationThatIsNotProcessedAheadOfTime() throws IOException {
		Path directory = this.temporary.resolve("charm");
		this.classes = List.of();
		pack(CharmcraftYaml.MINIMAL, directory, "--no-aot");
		assertThat(directory.resolve("app/java-options")).content().doesNotContain("spring.aot");
	}

	@Test
	void packShowsEachStepInLine() throws IOException {
		pack(CharmcraftYaml.MINIMAL, this.temporary.resolve("charm"), "--output", this.temporary.toString());
		assertThat(this.out.toString(StandardCharsets.UTF_8).lines()).satisfiesExactly(
				(line) -> assertThat(line).matches("Unpacking the application \\.\\.\\. \\d+\\.\\d s"),
				(line) -> assertThat(line).matches("Writing greeter_amd64\\.charm \\.\\.\\. \\d+\\.\\d s"),
				(line) -> assertThat(line).matches(".*/greeter_amd64\\.charm, 0\\.0 MiB"));
	}

	@Test
	void packWhenThereIsNoRuntimeSaysThatThereIsNoArchive() throws IOException {
		pack(CharmcraftYaml.MINIMAL, this.temporary.resolve("charm"), "--archive");
		assertThat(this.out.toString(StandardCharsets.UTF_8).lines())
			.containsOnlyOnce("No archive: it belongs to one build of Java, and the charm has none of its own");
	}

	@Test
	void packWritesVersion() throws IOException {
		Path directory = this.temporary.resolve("charm");
		pack(CharmcraftYaml.MINIMAL, directory);
		assertThat(directory.resolve("version")).hasContent("1.2.3");
		pack(CharmcraftYaml.MINIMAL, directory, "--charm-version", "v5-gabc");
		assertThat(directory.resolve("version")).hasContent("v5-gabc");
	}

	@Test
	void packTwiceWritesTheSameBytes() throws IOException {
		Path output = this.temporary.resolve("greeter_amd64.charm");
		pack(CharmcraftYaml.MINIMAL, this.temporary.resolve("charm"), "--output", this.temporary.toString());
		byte[] first = Files.readAllBytes(output);
		pack(CharmcraftYaml.MINIMAL, this.temporary.resolve("charm"), "--output", this.temporary.toString());
		assertThat(output).hasBinaryContent(first);
	}

	@Test
	void packWhenRuntimeIsForAnotherArchitectureThanThePlatformRefuses() throws IOException {
		Path jdk = Files.createDirectory(this.temporary.resolve("jdk"));
		Files.writeString(jdk.resolve("release"), """
				JAVA_VERSION="21.0.1"
				OS_ARCH="aarch64"
				MODULES="java.base"
				""");
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(
					() -> pack(CharmcraftYaml.MINIMAL, this.temporary.resolve("charm"), "--runtime", jdk.toString()))
			.withMessage("the platform 'amd64' is for amd64, but the JDK '%s' is for arm64: "
					+ "name one with --runtime JAVA_HOME, or pack with --no-runtime", jdk);
	}

	@Test
	void packWhenThereIsCharmReplacesIt() throws IOException {
		Path directory = this.temporary.resolve("charm");
		pack(CharmcraftYaml.MINIMAL + "config: {options: {port: {type: int}}}", directory);
		pack(CharmcraftYaml.MINIMAL, directory);
		assertThat(directory.resolve("config.yaml")).doesNotExist();
	}

	@Test
	void packWhenJarHasNoCharmcraftFileSaysWhereItBelongs() {
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> pack(null, this.temporary.resolve("charm")))
			.withMessage("the jar has no META-INF/charm/charmcraft.yaml: "
					+ "let the build copy the project's charmcraft.yaml there as a resource");
	}

	@Test
	void packWhenCharmcraftFileIsInvalidWritesNothing() {
		Path directory = this.temporary.resolve("charm");
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> pack("name: greeter", directory));
		assertThat(directory).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "requires: {a: &db {interface: mysql, limit: 1}, b: {<<: *db, limit: 2}}",
			"requires:\n  db: {interface: mysql, description: Keeps the greetings.}", "actions:\n  backup:",
			"containers: {web: {resource: image, bases: [{name: ubuntu, channel: '24.04'}]}}\n"
					+ "resources: {image: {type: oci-image}}",
			"containers: {web: {uid: -1, gid: -1}}", "containers: {web: {command: greet}}",
			"config: {options: {greeting: , port: {type: int, hint: high}}, source: here}",
			"resources: {seed: {filename: seed.zip, hint: big}}", "storage: {data: {type: block, hint: big}}",
			"actions: {backup: {parallel: true, execution-group: data, hint: slow}}",
			"assumes: [any-of: [juju >= 3.6.1, all-of: [k8s-api]]]", "terms: [fair-use]\nextra-bindings: {admin: }",
			"links: {contact: [a, b], website: 'https://example.com', issues: ['https://example.com/i']}" })
	void packWhenCharmcraftTakesTheFileTakesItAsTheCharmsOwnTestsDo(String content) throws IOException {
		Path directory = this.temporary.resolve("charm");
		pack(CharmcraftYaml.MINIMAL + content, directory);
		assertThat(CharmMetadata.load(directory)).usingRecursiveComparison()
			.isEqualTo(fromCharmcraft(CharmcraftYaml.MINIMAL + content));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					containers: {web: {uid: root}}             | 11: 'containers.web.uid' must be a whole number of 32 bits, but is 'root'
					containers: {web: {mounts: [{storage: a}]}} | 11: 'containers.web.mounts[0].location' must be a path, but is not set
					requires:#  db: {<<: {limit: -1}, interface: a} | 12: 'requires.db.limit' must be a whole number, 0 or more, but is -1
					requires:#  db:#    description: Data.     | 12: 'requires.db.interface' must be an interface name, but is not set
					requires: {db: }                           | 11: 'requires.db' must be an interface name or a mapping with 'interface', but is not set
					actions:#  backup: now                     | 12: 'actions.backup' must be a mapping, but is 'now'
					actions:#  backup: {params: {to: }}        | 12: 'actions.backup.params.to' must be a mapping, the JSON schema of the parameter, but is not set
					config: {port: {type: int}}                | 11: 'config' must have the options under 'options'
					terms: fair-use                            | 11: 'terms' must be a list, but is 'fair-use'
					summary: again                             | 11: 'summary' is declared twice
					analysis: !local x                         | 11: 'analysis' must be plain YAML, but has the tag !local
					""")
	void packWhenValueIsWrongRefusesItAsTheCharmsOwnTestsDo(String content, String message) {
		String charmcraft = CharmcraftYaml.MINIMAL + content.replace('#', '\n');
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> pack(charmcraft, this.temporary.resolve("charm")))
			.withMessage("charmcraft.yaml, line " + message)
			.satisfies((ex) -> assertThatExceptionOfType(CharmMetadataException.class)
				.isThrownBy(() -> fromCharmcraft(charmcraft))
				.withMessage(ex.getMessage()));
	}

	private CharmMetadata fromCharmcraft(String yaml) {
		return CharmMetadata.fromCharmcraft("charmcraft.yaml",
				new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
	}

	private void pack(String charmcraft, Path directory, String... options) throws IOException {
		Path classes = Files.createDirectories(this.temporary.resolve("classes"));
		if (charmcraft != null) {
			Files.writeString(Files.createDirectories(classes.resolve("META-INF/charm")).resolve("charmcraft.yaml"),
					charmcraft);
		}
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { classes.toUri().toURL() }, null)) {
			List<String> arguments = new ArrayList<>(List.of("--directory", directory.toString(), "--no-runtime",
					"--no-archive", "--platform", "amd64"));
			arguments.addAll(List.of(options));
			new Packer(classLoader, this::extract, new PackStep(new PrintStream(this.out)))
				.pack(PackOptions.parse(arguments));
		}
	}

	private void extract(Path directory, String fileName) {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "example.Greeter");
		manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
		Path file = directory.resolve(fileName);
		try {
			Path libraries = Files.createDirectories(directory.resolve("lib"));
			for (String library : this.libraries) {
				Files.createFile(libraries.resolve(library));
			}
			try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
				jar.putNextEntry(entry(JarFile.MANIFEST_NAME));
				manifest.write(jar);
				for (String name : this.classes) {
					jar.putNextEntry(entry(name));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// Otherwise it has the time of now, and two jars differ.
	private static ZipEntry entry(String name) {
		ZipEntry entry = new ZipEntry(name);
		entry.setTime(0);
		return entry;
	}

}
