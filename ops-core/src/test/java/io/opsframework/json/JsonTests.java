package io.opsframework.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Json}.
 */
class JsonTests {

	@Test
	void parseReadsEveryKindOfValue() {
		Map<String, Object> expected = new LinkedHashMap<>();
		expected.put("text", "a\"\\/\b\f\n\r\tä\uD83D\uDE00");
		expected.put("whole", List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
		expected.put("big", List.of(new BigInteger("9223372036854775808"), new BigInteger("-9223372036854775809")));
		expected.put("fraction", List.of(1.5, -0.25, 1e10, 12e-3));
		expected.put("words", Arrays.asList(true, false, null));
		expected.put("empty", List.of(Map.of(), List.of(), ""));
		assertThat(Json.parse("""
				 {"text": "a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83d\\ude00",
				 "whole": [0, -1, 9223372036854775807, -9223372036854775808],
				 "big": [9223372036854775808, -9223372036854775809],
				 "fraction": [1.5, -0.25, 1e10, 12E-3], "words": [true,false,null],\t\r
				 "empty": [{ }, [ ], ""]}
				""")).isEqualTo(expected);
	}

	@Test
	void parseKeepsTheOrderOfKeys() {
		assertThat(String.valueOf(Json.parse("{\"z\":1,\"a\":2,\"m\":3}"))).isEqualTo("{z=1, a=2, m=3}");
	}

	@Test
	void parseWhenKeyIsRepeatedTakesTheLastValue() {
		assertThat(Json.parse("{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo(Map.of("a", 3L, "b", 2L));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``|1|a value, but the text ends there
			`  `|3|a value, but the text ends there
			tru|1|a value
			True|1|a value
			NaN|1|a value
			+1|1|a value
			.5|1|a value
			/*x*/1|1|a value
			'x'|1|a value
			\uFEFF1|1|a value
			\u00A01|1|a value
			\u0661|1|a value
			nullx|5|the end of the text
			01|2|the end of the text
			1 2|3|the end of the text
			-|2|a digit, but the text ends there
			-x|2|a digit
			1.|3|a digit, but the text ends there
			1.e3|3|a digit
			1e|3|a digit, but the text ends there
			1e+x|4|a digit
			1\u0661|2|the end of the text
			1e999|1|a number in the range of a double
			[|2|a value, but the text ends there
			[1|3|',' or ']', but the text ends there
			[1,]|4|a value
			[1 2]|4|',' or ']'
			{|2|a key in double quotes, but the text ends there
			{a:1}|2|a key in double quotes
			{"a"}|5|':'
			{"a":}|6|a value
			{"a":1|7|',' or '}', but the text ends there
			{"a":1,}|8|a key in double quotes
			{"a":1]|7|',' or '}'
			"a|3|'"', but the text ends there
			"a\\|4|one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u, but the text ends there
			"\\x"|3|one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u
			"\\u12G4"|6|four hexadecimal digits
			"\\u12|6|four hexadecimal digits, but the text ends there
			"\\u\uFF11234"|4|four hexadecimal digits
			""")
	void parseWhenTextIsMalformedNamesColumnAndExpectation(String text, int column, String expectation) {
		assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(text))
			.withMessage("not JSON at line 1, column %d: expected %s", column, expectation);
	}

	@ParameterizedTest
	@ValueSource(chars = { '\n', '\t', '\0', '\u001F' })
	void parseWhenStringHoldsControlCharacterFails(char character) {
		assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse("\"a" + character + "\""))
			.withMessage("not JSON at line 1, column 3: expected an escape instead of a control character");
	}

	@Test
	void parseWhenTextIsMalformedNamesLineAndShowsNoContent() {
		assertThatExceptionOfType(JsonException.class)
			.isThrownBy(() -> Json.parse("{\n\"password\": \"s3cret\",\n  s3cret}"))
			.withMessage("not JSON at line 3, column 3: expected a key in double quotes");
	}

	@Test
	void parseLimitsTheDepth() {
		assertThat(Json.parse("[".repeat(512) + "]".repeat(512))).isInstanceOf(List.class);
		assertThat(Json.parse("[" + "[],".repeat(1000) + "{}]")).isInstanceOf(List.class);
		for (String opening : List.of("[", "{\"a\":")) {
			assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(opening.repeat(1_000_000)))
				.withMessage("not JSON at line 1, column %d: expected at most 512 levels of nesting",
						opening.length() * 512 + 1);
		}
	}

	@Test
	void parseLimitsTheLengthOfNumbers() {
		assertThat(Json.parse("9".repeat(1000))).isEqualTo(new BigInteger("9".repeat(1000)));
		assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse("9".repeat(1_000_000)))
			.withMessage("not JSON at line 1, column 1: expected a number of at most 1000 characters");
	}

	@Test
	void writeIsCompactAndKeepsTheOrder() {
		Map<String, Object> value = new LinkedHashMap<>();
		value.put("z", Arrays.asList(1, 2L, 1.5, true, null));
		value.put("a", Map.of());
		value.put("", List.of());
		assertThat(Json.write(value)).isEqualTo("{\"z\":[1,2,1.5,true,null],\"a\":{},\"\":[]}");
	}

	@Test
	void writeEscapesWhatMustBeEscaped() {
		assertThat(Json.write("\"\\/\n\r\t\b\0\u001Fä\uD83D\uDE00"))
			.isEqualTo("\"\\\"\\\\/\\n\\r\\t\\u0008\\u0000\\u001fä\uD83D\uDE00\"");
	}

	@Test
	void writeEscapesLoneSurrogates() {
		assertThat(Json.write("\uD83D")).isEqualTo("\"\\ud83d\"");
		assertThat(Json.write("\uDE00a\uD83D\uD83D\uDE00")).isEqualTo("\"\\ude00a\\ud83d\uD83D\uDE00\"");
	}

	@Test
	void writeAcceptsEveryUsualNumber() {
		assertThat(Json.write(List.of((byte) 1, (short) 2, 3, 4L, 5f, new BigInteger("6"), new BigDecimal("7E+2"))))
			.isEqualTo("[1,2,3,4,5.0,6,7E+2]");
	}

	@Test
	void writeWhenValueHasNoFormInJsonNamesItsTypeOnly() {
		Map<Object, Object> numberAsKey = new HashMap<>();
		numberAsKey.put(1, "x");
		assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new StringBuilder[] {}))
			.withMessage("a value of type [Ljava.lang.StringBuilder; has no form in JSON");
		assertThatIllegalArgumentException().isThrownBy(() -> Json.write(numberAsKey))
			.withMessage("a key of type java.lang.Integer has no form in JSON");
		assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new AtomicLong(7)))
			.withMessage("a number of type java.util.concurrent.atomic.AtomicLong has no form in JSON");
	}

	@Test
	void writeWhenNumberIsNotFiniteFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Double.NaN));
		assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Float.NEGATIVE_INFINITY));
	}

	@Test
	void writeWhenListContainsItselfFails() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		assertThatIllegalArgumentException().isThrownBy(() -> Json.write(list))
			.withMessageContaining("at most 512 levels");
	}

}
