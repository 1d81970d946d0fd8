package io.opsframework.charm;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CharmSources}.
 */
class CharmSourcesTests {

	private static final String METADATA = "# Mine\nname: greeter\nprovides: {web: http}\n";

	@TempDir
	private Path directory;

	@BeforeEach
	void writeCharmcraftFile() throws IOException {
		write("charmcraft.yaml", "type: charm\n");
	}

	@Test
	void filesBesideTakeThePlaceOfKeys() throws IOException {
		write("metadata.yaml", METADATA);
		write("config.yaml", "options: {port: {type: int, default: 8080}}");
		write("actions.yaml", "backup: {description: Keep the data.}");
		CharmMetadata metadata = CharmMetadata.fromSources(read());
		assertThat(metadata.name()).isEqualTo("greeter");
		assertThat(metadata.relations()).containsOnlyKeys("web");
		assertThat(metadata.options().get("port").defaultValue()).isEqualTo(8080L);
		assertThat(metadata.actions().get("backup").description()).isEqualTo("Keep the data.");
	}

	@Test
	void filesBesideAreKeptAsTheyWereWritten() throws IOException {
		write("metadata.yaml", METADATA);
		assertThat(read().beside().get("metadata.yaml").text()).isEqualTo(METADATA);
	}

	@Test
	void withoutFilesBesideAllIsInCharmcraftFile() throws IOException {
		write("charmcraft.yaml", "name: greeter\nactions: {backup: }\nconfig: {options: {port: {type: int}}}");
		CharmMetadata metadata = CharmMetadata.fromSources(read());
		assertThat(metadata.actions()).containsOnlyKeys("backup");
		assertThat(metadata.options()).containsOnlyKeys("port");
	}

	@Test
	void charmcraftFileIsRequired() throws IOException {
		Files.delete(this.directory.resolve("charmcraft.yaml"));
		write("metadata.yaml", METADATA);
		assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(this::read).withMessage("charmcraft.yaml");
	}

	@Test
	void keyInWhosePlaceThereIsFileIsRefused() throws IOException {
		write("charmcraft.yaml", "type: charm\nname: greeter\n");
		write("metadata.yaml", METADATA);
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(this::read)
			.withMessage("charmcraft.yaml, line 2: 'name' has no place beside metadata.yaml, "
					+ "which the charm gets as it is: declare it there only");
	}

	@Test
	void lengthsAreThoseThatCharmcraftTakes() throws IOException {
		write("metadata.yaml", "name: greeter\nsummary: " + "x".repeat(201));
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmMetadata.fromSources(read()))
			.withMessageStartingWith("metadata.yaml, line 2: 'summary' must be a text of 0 to 200 characters");
	}

	private CharmSources read() throws IOException {
		return CharmSources.read((name) -> {
			Path file = this.directory.resolve(name);
			return Files.exists(file) ? Files.newInputStream(file) : null;
		});
	}

	private void write(String name, String content) throws IOException {
		Files.writeString(this.directory.resolve(name), content);
	}

}
