package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link Workspace}.
 */
class WorkspaceTests {

	// No machine has a process of this number.
	private static final String KILLED = ".pack-999999999-1";

	@TempDir
	private Path temporary;

	@Test
	void publishReplacesFile() throws IOException {
		Path output = Files.writeString(this.temporary.resolve("charm"), "old");
		try (Workspace workspace = Workspace.of(output)) {
			workspace.publish(Files.writeString(workspace.resolve("new"), "new"));
		}
		assertThat(output).hasContent("new");
		assertThat(names()).containsExactly("charm");
	}

	@Test
	void publishReplacesDirectory() throws IOException {
		Path output = Files.createDirectory(this.temporary.resolve("charm"));
		Files.createFile(output.resolve("old"));
		try (Workspace workspace = Workspace.of(output)) {
			workspace.publish(Files.createDirectory(workspace.resolve("new")));
		}
		assertThat(output).isEmptyDirectory();
		assertThat(names()).containsExactly("charm");
	}

	@Test
	void publishWhenThatFailsKeepsWhatIsThere() throws IOException {
		Path output = Files.createDirectory(this.temporary.resolve("charm"));
		try (Workspace workspace = Workspace.of(output)) {
			assertThatIOException().isThrownBy(() -> workspace.publish(workspace.resolve("missing")));
		}
		assertThat(output).isDirectory();
	}

	@Test
	void ofCleansUpWhatKilledProcessHasLeft() throws IOException {
		Path left = Files.createDirectories(this.temporary.resolve(KILLED).resolve("charm"));
		Files.createFile(left.resolve("dispatch"));
		Workspace.of(this.temporary.resolve("charm")).close();
		assertThat(names()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "charm", "greeter_amd64.charm" })
	void ofWhenProcessWasKilledBetweenItsRenamesPutsTheOldOneBack(String next) throws IOException {
		Path left = Files.createDirectories(this.temporary.resolve(KILLED).resolve("charm.old"));
		Files.createFile(left.resolve("dispatch"));
		Workspace.of(this.temporary.resolve(next)).close();
		assertThat(this.temporary.resolve("charm/dispatch")).isRegularFile();
		assertThat(names()).containsExactly("charm");
	}

	@Test
	void ofLeavesWhatIsInUse() throws IOException {
		try (Workspace other = Workspace.of(this.temporary.resolve("other"))) {
			Path file = Files.createFile(other.resolve("file"));
			Workspace.of(this.temporary.resolve("charm")).close();
			assertThat(file).isRegularFile();
		}
	}

	private Stream<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.temporary)) {
			return files.map((file) -> file.getFileName().toString()).toList().stream();
		}
	}

}
