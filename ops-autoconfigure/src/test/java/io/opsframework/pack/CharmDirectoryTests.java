package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CharmDirectory}.
 */
class CharmDirectoryTests {

	@TempDir
	private Path temporary;

	@Test
	void replaceWhenDirectoryIsAbsentWritesItWithItsParents() throws IOException {
		Path directory = this.temporary.resolve("target/charm");
		replace(directory);
		assertThat(directory.resolve("new")).isRegularFile();
		assertThat(Files.getPosixFilePermissions(directory)).hasSize(7);
		assertOnlyFileIn(directory.getParent(), "charm");
	}

	@Test
	void replaceWhenDirectoryIsEmptyFillsIt() throws IOException {
		Path directory = Files.createDirectory(this.temporary.resolve("charm"));
		replace(directory);
		assertOnlyFileIn(directory, "new");
	}

	@Test
	void replaceWhenDirectoryIsCharmLeavesNothingOfIt() throws IOException {
		Path directory = charm();
		replace(directory);
		assertOnlyFileIn(directory, "new");
		assertOnlyFileIn(this.temporary, "charm");
	}

	@Test
	void replaceWhenDirectoryIsLinkKeepsTheLink() throws IOException {
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), charm());
		replace(link);
		assertThat(link).isSymbolicLink();
		assertOnlyFileIn(link, "new");
	}

	@Test
	void replaceWhenDirectoryHasSomethingElseRefuses() throws IOException {
		Path directory = Files.createDirectory(this.temporary.resolve("charm"));
		Files.writeString(directory.resolve("metadata.yaml"), "mine");
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> replace(directory))
			.withMessage("'%s' is not empty, and not a charm that pack wrote: name another directory, or remove it",
					directory.toRealPath());
		assertThat(directory.resolve("metadata.yaml")).hasContent("mine");
		assertOnlyFileIn(this.temporary, "charm");
	}

	@Test
	void replaceWhenThereIsFileRefuses() throws IOException {
		Path file = Files.writeString(this.temporary.resolve("charm"), "mine");
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> replace(file));
		assertThat(file).hasContent("mine");
	}

	@Test
	void replaceWhenContentFailsLeavesDirectoryAsItWas() throws IOException {
		Path directory = charm();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new CharmDirectory(directory).replace((target) -> {
				Files.createFile(target.resolve("new"));
				throw new IOException("disk full");
			}))
			.withMessage("disk full");
		assertThat(directory.resolve("dispatch")).isRegularFile();
		assertThat(directory.resolve("new")).doesNotExist();
		assertOnlyFileIn(this.temporary, "charm");
	}

	private void replace(Path directory) throws IOException {
		new CharmDirectory(directory).replace((target) -> Files.createFile(target.resolve("new")));
	}

	private Path charm() throws IOException {
		Path directory = Files.createDirectories(this.temporary.resolve("charm/app")).getParent();
		for (String file : new String[] { "dispatch", "metadata.yaml", "manifest.yaml" }) {
			Files.createFile(directory.resolve(file));
		}
		return directory;
	}

	private void assertOnlyFileIn(Path directory, String name) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			assertThat(files.map((file) -> file.getFileName().toString())).containsExactly(name);
		}
	}

}
