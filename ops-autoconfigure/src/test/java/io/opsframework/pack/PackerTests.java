package io.opsframework.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
		assertThatExceptionOfType(InvalidCharmFileException.class).isThrownBy(() -> pack("name: greeter", directory));
		assertThat(directory).doesNotExist();
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
			Files.createDirectory(directory);
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
