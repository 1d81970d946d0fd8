package io.opsframework.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ActionParameters} and {@link LocalYaml}.
 */
class ActionParametersTests {

	private static Map<String, Object> parameters(String arguments) {
		CommandLine line = CommandLine.parse("run " + arguments);
		return ActionParameters.of(CommandOptions.of(line, ActionParameters.OPTIONS));
	}

	@Test
	void dotsInKeysMakeMaps() {
		assertThat(parameters("range.from=1 range.to=2 range.by.step=0.5 name=x"))
			.isEqualTo(Map.of("range", Map.of("from", 1L, "to", 2L, "by", Map.of("step", 0.5)), "name", "x"));
	}

	@Test
	void laterKeyReplacesWhatIsNoMap() {
		assertThat(parameters("range=1 range.from=2")).isEqualTo(Map.of("range", Map.of("from", 2L)));
		assertThat(parameters("'range={from: 1}' range.to=2")).isEqualTo(Map.of("range", Map.of("from", 1L, "to", 2L)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			y               | java.lang.Boolean | true
			Off             | java.lang.Boolean | false
			1000            | java.lang.Long    | 1000
			0755            | java.lang.Long    | 493
			-1.5e3          | java.lang.Double  | -1500.0
			1.0.0           | java.lang.String  | 1.0.0
			10:30           | java.lang.String  | 10:30
			2026-01-01      | java.lang.String  | 2026-01-01
			10.0.0.5:5432   | java.lang.String  | 10.0.0.5:5432
			'"''5''"'       | java.lang.String  | 5
			""              | java.lang.String  | ''
			""")
	void valuesAreWhatJujuTakesThemFor(String text, Class<?> type, String expected) {
		assertThat(parameters("value=" + text).get("value")).isInstanceOf(type).hasToString(expected);
	}

	@Test
	void valuesCanBeListsAndMaps() {
		assertThat(parameters("value='[1, {a: b}]'")).isEqualTo(Map.of("value", List.of(1L, Map.of("a", "b"))));
	}

	@Test
	void stringsAreLeftAsTheyAre() {
		assertThat(parameters("--string-args time=1000 range.from=y"))
			.isEqualTo(Map.of("time", "1000", "range", Map.of("from", "y")));
	}

	@Test
	void argumentsWinOverFile(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("p.yaml"), "range:\n  from: 1\n  to: 2\nMax_Rows: 5\n");
		assertThat(parameters("range.to=3 --params " + file))
			.isEqualTo(Map.of("range", Map.of("from", 1L, "to", 3L), "Max_Rows", 5L));
	}

	@Test
	void fileMayBeEmpty(@TempDir Path directory) throws IOException {
		assertThat(parameters("--params " + Files.createFile(directory.resolve("p.yaml")))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a..b=1      | not ''
			.a=1        | not ''
			a_b=1       | not 'a_b'
			a=~         | Parameter 'a' is null
			a={b:1,b:2  | The value of 'a' is not YAML
			a=!!x       | The value of 'a' is not YAML
			""")
	void whatCannotBeReadIsNamed(String arguments, String message) {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> parameters(arguments))
			.withMessageContaining(message);
	}

}
