package io.opsframework.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the README's listings are those that are compiled and run here.
 */
class ReadmeTests {

	private static final Path ROOT = Path.of("..");

	private static final Path SOURCES = Path.of("src/test/java/io/opsframework/readme");

	private static final Path METADATA = Path.of("src/test/resources/io/opsframework/readme/charmcraft.yaml");

	@Test
	void javaListingsAreCompiled() throws IOException {
		List<String> listings = listings("java");
		String sources;
		try (Stream<Path> files = Files.list(SOURCES)) {
			sources = files.map(ReadmeTests::read).collect(Collectors.joining("\n"));
		}
		assertThat(listings).hasSizeGreaterThan(5)
			.allSatisfy((listing) -> assertThat(withoutIndentation(sources)).contains(withoutIndentation(listing)));
	}

	@Test
	void metadataListingIsTheOneThatIsRead() {
		assertThat(listings("yaml")).first().isEqualTo(read(METADATA).strip());
	}

	@Test
	void firstTwoCommandsAreOneLineEach() {
		assertThat(listings("sh").subList(0, 2)).allSatisfy((command) -> assertThat(command).hasLineCount(1));
		assertThat(listings("sh").get(1)).isEqualTo("mvn verify");
	}

	@Test
	void firstCommandPlaysScriptThatIsThere() {
		String command = listings("sh").get(0);
		Matcher script = Pattern.compile("--script (\\S+)").matcher(command);
		assertThat(script.find()).isTrue();
		assertThat(ROOT.resolve(script.group(1))).isRegularFile();
	}

	@Test
	void propertiesAreThoseThatEditorsKnow() {
		String metadata = read(Path.of("target/classes/META-INF/spring-configuration-metadata.json"));
		List<String> properties = Pattern.compile("^\\| `(ops\\.[a-z.-]+)` \\| (?!keys)(`|\\|)", Pattern.MULTILINE)
			.matcher(read(ROOT.resolve("README.md")))
			.results()
			.map((result) -> result.group(1))
			.filter((name) -> !List.of("ops.hook", "ops.listener", "ops.hook-tool", "ops.pebble").contains(name))
			.toList();
		assertThat(properties).hasSizeGreaterThan(3)
			.allSatisfy((name) -> assertThat(metadata).contains("\"name\": \"" + name + "\""));
	}

	@Test
	void dependencyListingIsTheStarter() {
		String parent = read(ROOT.resolve("pom.xml"));
		assertThat(listings("xml")).first().asString().contains("<artifactId>ops-spring-boot-starter</artifactId>");
		assertThat(version(listings("xml").get(0))).isEqualTo(version(parent));
	}

	private static String version(String xml) {
		Matcher matcher = Pattern
			.compile("<groupId>io.opsframework</groupId>.*?<version>(.*?)</version>", Pattern.DOTALL)
			.matcher(xml);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private static List<String> listings(String language) {
		Matcher matcher = Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
			.matcher(read(ROOT.resolve("README.md")));
		return matcher.results().map((result) -> result.group(1)).toList();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String withoutIndentation(String text) {
		return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

}
