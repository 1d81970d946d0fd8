package io.opsframework.simulation;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutputFormat}.
 */
class OutputFormatTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "~", "null", "Null", "true", "FALSE", "yes", "off", "12", "-1", "+1", "1_000", "0x1f",
			"0o17", "1.5", "1.", ".5", "1e3", "1.5e-3", ".inf", "-.Inf", ".NaN", "1:30", "2026-01-01",
			"2026-01-01 10:00:00", "<<", "=", "-", "?", ":", "- a", "? a", ": a", "a: b", "a:", "a #b", " a", "a ",
			"---", "---a", "...", "[a]", "{a}", "#a", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a",
			",a", "it's", "a\tb", "\u0007", "a\\b", "a:b", "a#b", "-a", "http://x?a=1", "e5", "plain text",
			"\u00fc\u20ac", "one\ntwo", "one\ntwo\n", "one\n\ntwo", "one\n  two", "one\n\n" })
	void yamlOfStringIsReadAsThatString(String value) {
		assertThat(new Yaml().<Object>load(OutputFormat.YAML.format(Map.of("key", value, "z", List.of(value, value)))))
			.isEqualTo(Map.of("key", value, "z", List.of(value, value)));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "plain,plain", "`5432`,`\"5432\"`", "`true`,`\"true\"`", "a: b,'a: b'",
			"it's,it's", "a:b,a:b", "-a,-a", "10.0.0.5/32,10.0.0.5/32" })
	void yamlQuotesAsGoDoes(String value, String yaml) {
		assertThat(OutputFormat.YAML.format(value)).isEqualTo(yaml + "\n");
	}

	@Test
	void yamlOfNestedValuesIsIndentedAsGoDoes() {
		Map<String, Object> value = Map.of("b", List.of(Map.of("x", 1L, "y", List.of("z")), List.of()), "a",
				Map.of("c", Map.of()));
		assertThat(OutputFormat.YAML.format(value)).isEqualTo("""
				a:
				  c: {}
				b:
				- x: 1
				  "y":
				  - z
				- []
				""");
	}

	@ParameterizedTest
	@CsvSource({ "1.0,1", "0.5,0.5", "-2.50,-2.5", "1e21,1000000000000000000000", "0.0,0" })
	void numbersHaveNoNeedlessFraction(double value, String text) {
		assertThat(OutputFormat.JSON.format(value)).isEqualTo(text + "\n");
		assertThat(OutputFormat.SMART.format(value)).isEqualTo(text + "\n");
	}

	@Test
	void jsonEscapesWhatHtmlAndJavaScriptWouldMisread() {
		assertThat(OutputFormat.JSON.format("<a>&\u2028\u2029"))
			.isEqualTo("\"\\u003ca\\u003e\\u0026\\u2028\\u2029\"\n");
	}

	@Test
	void jsonSortsKeysAtEveryDepth() {
		assertThat(OutputFormat.JSON.format(Map.of("b", Map.of("d", 1L, "c", 2L), "a", true)))
			.isEqualTo("{\"a\":true,\"b\":{\"c\":2,\"d\":1}}\n");
	}

	@Test
	void smartPrintsOnlyStringListsByLine() {
		assertThat(OutputFormat.SMART.format(new OutputFormat.Strings(List.of("a", "b")))).isEqualTo("a\nb\n");
		assertThat(OutputFormat.SMART.format(List.of("a", "b"))).isEqualTo("- a\n- b\n");
	}

}
