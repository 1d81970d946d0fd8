package io.opsframework.charm;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ParsedFiles}.
 */
class ParsedFilesTests {

	@TempDir
	private Path charm;

	@BeforeEach
	void createCharm() throws IOException {
		Files.createDirectory(this.charm.resolve("app"));
		write("metadata.yaml", "{name: greeter, requires: {database: postgresql_client}}");
		write("config.yaml", "options: {port: {type: int, default: 8080}}");
		CharmMetadata.loadAndKeep(this.charm);
	}

	@Test
	void loadWhenFilesAreUnchangedReadsWhatWasKept() throws IOException {
		Path kept = this.charm.resolve("app/metadata.json");
		Files.writeString(kept, Files.readString(kept).replace("\"greeter\"", "\"kept\""));
		CharmMetadata metadata = CharmMetadata.load(this.charm);
		assertThat(metadata.name()).isEqualTo("kept");
		assertThat(metadata.relations()).containsOnlyKeys("database");
		assertThat(metadata.options().get("port").defaultValue()).isEqualTo(8080L);
	}

	@Test
	void loadWhenFilesAreUnchangedNeedsNoYamlLibrary() throws Exception {
		try (WithoutYaml classLoader = new WithoutYaml()) {
			Class<?> type = classLoader.loadClass(CharmMetadata.class.getName());
			assertThat(type.getMethod("load", Path.class).invoke(null, this.charm)).hasToString("greeter")
				.isNotInstanceOf(CharmMetadata.class);
		}
	}

	@Test
	void loadWhenFileHasChangedReadsTheFile() throws IOException {
		write("config.yaml", "options: {port: {type: int, default: 8081}}");
		assertThat(CharmMetadata.load(this.charm).options().get("port").defaultValue()).isEqualTo(8081L);
	}

	@Test
	void loadWhenFileHasBeenRemovedDoesWithout() throws IOException {
		Files.delete(this.charm.resolve("config.yaml"));
		assertThat(CharmMetadata.load(this.charm).options()).isEmpty();
	}

	@Test
	void loadWhenFileIsBrokenNamesItsLine() throws IOException {
		write("metadata.yaml", "name: greeter\nrequires: [database]");
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmMetadata.load(this.charm))
			.withMessageContaining("metadata.yaml, line 2");
	}

	@Test
	void loadWhenWhatWasKeptIsBrokenReadsTheFiles() throws IOException {
		write("app/metadata.json", "{");
		assertThat(CharmMetadata.load(this.charm).name()).isEqualTo("greeter");
	}

	private void write(String file, String content) throws IOException {
		Files.writeString(this.charm.resolve(file), content);
	}

	/**
	 * Loads the framework anew, and no class of the YAML library.
	 */
	private static final class WithoutYaml extends URLClassLoader {

		WithoutYaml() {
			super(new URL[] { CharmMetadata.class.getProtectionDomain().getCodeSource().getLocation() },
					ParsedFilesTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("org.yaml.")) {
				throw new ClassNotFoundException(name);
			}
			if (!name.startsWith("io.opsframework.")) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

	}

}
