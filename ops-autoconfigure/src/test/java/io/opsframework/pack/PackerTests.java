package io.opsframework.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
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

	private List<String> classes = List.of();

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
			.contains("-XX:+UseSerialGC\n")
			.doesNotContain("spring.aot");
	}

	@Test
	void packWhenApplicationIsProcessedAheadOfTimeEnablesThat() throws IOException {
		Path directory = this.temporary.resolve("charm");
		this.classes = List.of("example/Greeter__ApplicationContextInitializer.class");
		pack(CharmcraftYaml.MINIMAL, directory);
		assertThat(directory.resolve("app/java-options")).content().contains("-Dspring.aot.enabled=true\n");
	}

	@Test
	void packLeavesOutWhatEditsLinesInLocalMode() throws IOException {
		Path directory = this.temporary.resolve("charm");
		this.libraries = List.of("jline-reader-3.30.6.jar", "jline-terminal-3.30.6.jar", "spring-core-7.0.9.jar");
		pack(CharmcraftYaml.MINIMAL, directory);
		assertThat(directory.resolve("app/lib")).isDirectoryContaining("glob:**/spring-core-7.0.9.jar")
			.isDirectoryNotContaining("glob:**/jline-*");
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

	private void pack(String charmcraft, Path directory) throws IOException {
		Path classes = Files.createDirectories(this.temporary.resolve("classes"));
		if (charmcraft != null) {
			Files.writeString(Files.createDirectories(classes.resolve("META-INF/charm")).resolve("charmcraft.yaml"),
					charmcraft);
		}
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { classes.toUri().toURL() }, null)) {
			new Packer(classLoader, this::extract).pack(directory);
		}
	}

	private void extract(Path directory, String fileName) {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "example.Greeter");
		Path file = directory.resolve(fileName);
		try {
			Path libraries = Files.createDirectories(directory.resolve("lib"));
			for (String library : this.libraries) {
				Files.createFile(libraries.resolve(library));
			}
			try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
				for (String entry : this.classes) {
					jar.putNextEntry(new ZipEntry(entry));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
