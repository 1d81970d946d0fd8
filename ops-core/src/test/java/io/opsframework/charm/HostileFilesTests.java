package io.opsframework.charm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link CharmMetadata} makes of files that nobody writes who means well.
 */
class HostileFilesTests {

	// Each is below the one key whose value it is.
	private static final Map<String, String> HOSTILE = Map
		.of("deep", "[".repeat(10_000), "tabs", "\n\ta: b", "large", "\"" + "x".repeat(10_000_000) + "\"", "many",
				"{" + IntStream.range(0, 50_000).mapToObj((i) -> "k" + i + ": {}").collect(Collectors.joining(", "))
						+ "}",
				"twice", "{a: {}, a: {}}", "endless", "&a {a: *a}", "two", "{}\n---\nname: y", "controls",
				"\"\\e[31m\\u2028\"", "directive", "{}\n%YAML 9.9\n--- x", "key", "\n  ? {a: b}\n  : c");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			deep      | not YAML: Nesting Depth exceeded max 50
			tabs      | not YAML: found character '\\t(TAB)' that cannot start any token
			large     | the file must have at most 1 MiB, but has more
			many      | has more than 50000 values or 50 levels; does an alias contain itself?
			twice     | is declared twice
			endless   | has more than 50000 values or 50 levels; does an alias contain itself?
			two       | not YAML: but found another document
			controls  | must be a mapping, but is '\uFFFD[31m\uFFFD'
			directive | not YAML: found incompatible YAML document (version 1.* is required)
			key       | must be a text, but is a list or a mapping
			""")
	void fileThatIsHostileFailsInOneShortLine(String value, String problem) throws IOException {
		for (Map.Entry<String, String> key : Map
			.of("metadata.yaml", "name: greeter\nrequires: ", "config.yaml", "# Mine\noptions: ", "actions.yaml",
					"# Mine\nbackup: ")
			.entrySet()) {
			String file = key.getKey();
			write("metadata.yaml", "name: greeter\n");
			write(file, key.getValue() + HOSTILE.get(value) + "\n");
			assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmMetadata.load(this.directory))
				.withMessageContaining(problem)
				.satisfies((ex) -> assertThat(ex.getFile()).isEqualTo(file))
				.satisfies((ex) -> assertThat(ex.getMessage()).startsWith(file).hasLineCount(1).hasSizeLessThan(400));
			Files.delete(this.directory.resolve(file));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "${x}", "#{1 + 1}", "${JUJU_CONTEXT_ID}", "\uD83D\uDE00", "a\\tb" })
	void textsAreKeptAsTheyAre(String text) throws IOException {
		write("metadata.yaml", "name: greeter\nsummary: \"%s\"\n".formatted(text));
		write("config.yaml", "options: {greeting: {default: \"%s\"}}\n".formatted(text));
		CharmMetadata metadata = CharmMetadata.load(this.directory);
		String expected = text.replace("\\t", "\t");
		assertThat(metadata.description().summary()).isEqualTo(expected);
		assertThat(metadata.options().get("greeting").defaultValue()).isEqualTo(expected);
	}

	private void write(String file, String yaml) throws IOException {
		Files.writeString(this.directory.resolve(file), yaml);
	}

}
