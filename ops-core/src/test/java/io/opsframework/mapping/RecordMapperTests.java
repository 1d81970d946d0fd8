package io.opsframework.mapping;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.opsframework.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.format.support.DefaultFormattingConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RecordMapper}.
 */
class RecordMapperTests {

	private static final String SECRET = "s3cr3t";

	private final RecordMapper mapper = new RecordMapper(new DefaultFormattingConversionService());

	@Test
	void messageOfTheJdksParsersIsNotPassedOn() {
		assertThatExceptionOfType(MappingException.class)
			.isThrownBy(() -> new RecordMapper(new DefaultFormattingConversionService()).read(Located.class,
					Map.of("url", "postgres://u:s3cr3t @h")))
			.withMessage("'data' is refused");
		assertThatExceptionOfType(MappingException.class)
			.isThrownBy(() -> new RecordMapper(new DefaultFormattingConversionService()).read(Located.class,
					Map.of("url", "none")))
			.withMessage("'data' is refused: name a location");
	}

	@Test
	void readsTextsOfDatabag() {
		Map<String, String> databag = new HashMap<>();
		databag.put("text", "a");
		databag.put("number", "5");
		databag.put("big-number", "5000000000");
		databag.put("ratio", "1.5");
		databag.put("exact", "0.10");
		databag.put("flag", "true");
		databag.put("level", "HIGH");
		databag.put("names", "[\"a\",\"b\"]");
		databag.put("numbers", "1,2");
		databag.put("counts", "{\"a\":1}");
		databag.put("inner", "{\"host-name\":\"h\",\"port\":1}");
		databag.put("list-of-inner", "[{\"host-name\":\"h\",\"port\":1}]");
		assertThat(this.mapper.read(Everything.class, databag)).isEqualTo(everything());
	}

	@Test
	void readsJsonValues() {
		Map<String, Object> values = new HashMap<>();
		values.put("text", "a");
		values.put("number", 5L);
		values.put("big-number", 5000000000L);
		values.put("ratio", 1.5);
		values.put("exact", "0.10");
		values.put("flag", true);
		values.put("level", "HIGH");
		values.put("names", List.of("a", "b"));
		values.put("numbers", List.of(1L, 2L));
		values.put("counts", Map.of("a", 1L));
		values.put("inner", Map.of("host-name", "h", "port", 1L));
		values.put("list-of-inner", List.of(Map.of("host-name", "h", "port", 1L)));
		assertThat(this.mapper.read(Everything.class, values)).isEqualTo(everything());
	}

	@Test
	void writesPlainValuesInTheOrderOfTheRecord() {
		Map<String, Object> written = this.mapper.write(everything());
		assertThat(written.keySet()).containsExactly("text", "number", "big-number", "ratio", "exact", "flag", "level",
				"names", "numbers", "counts", "inner", "list-of-inner");
		assertThat(written).containsEntry("level", "HIGH")
			.containsEntry("inner", Map.of("host-name", "h", "port", 1))
			.containsEntry("names", List.of("a", "b"));
		assertThat(this.mapper.read(Everything.class, written)).isEqualTo(everything());
	}

	@Test
	void readsKeysInThreeSpellings() {
		for (String key : List.of("host-name", "hostName", "host_name")) {
			Map<String, Object> values = Map.of(key, "h", "port", 1);
			assertThat(this.mapper.read(Inner.class, values)).isEqualTo(new Inner("h", 1));
			assertThat(this.mapper.missingKeys(Inner.class, values)).isEmpty();
			assertThat(this.mapper.unknownKeys(Inner.class, values)).isEmpty();
		}
	}

	@Test
	void missingKeysAreThoseOfRequiredComponentsInTheirOrder() {
		assertThat(this.mapper.missingKeys(Lenient.class, Map.of())).containsExactly("required-one", "required-two");
		assertThat(this.mapper.missingKeys(Lenient.class, Map.of("required-two", "x"))).containsExactly("required-one");
		assertThat(this.mapper.keys(Lenient.class)).containsExactly("required-one", "optional", "nullable",
				"required-two");
		assertThatExceptionOfType(MappingException.class).isThrownBy(() -> this.mapper.read(Lenient.class, Map.of()))
			.withMessage("'required-one' is missing")
			.satisfies((ex) -> assertThat(ex.getKey()).isEqualTo("required-one"));
	}

	@Test
	void optionalAndNullableMayBeMissingAndAreNotWritten() {
		Lenient lenient = this.mapper.read(Lenient.class, Map.of("required-one", "a", "required-two", 2));
		assertThat(lenient).isEqualTo(new Lenient("a", Optional.empty(), null, 2));
		assertThat(this.mapper.write(lenient)).containsOnlyKeys("required-one", "required-two");
		Lenient full = new Lenient("a", Optional.of(7), "n", 2);
		assertThat(this.mapper.read(Lenient.class, this.mapper.write(full))).isEqualTo(full);
	}

	@Test
	void unknownKeysAreSortedAndIgnoredWhenRead() {
		Map<String, Object> values = Map.of("host-name", "h", "port", 1, "zebra", 1, "ant", 1, "null", 1);
		assertThat(this.mapper.unknownKeys(Inner.class, values)).containsExactly("ant", "null", "zebra");
		assertThat(this.mapper.read(Inner.class, values)).isEqualTo(new Inner("h", 1));
	}

	@Test
	void keyWithoutValueIsMissingButNotUnknown() {
		Map<String, @Nullable Object> values = new HashMap<>();
		values.put("host-name", null);
		values.put("port", 1);
		assertThat(this.mapper.missingKeys(Inner.class, values)).containsExactly("host-name");
		assertThat(this.mapper.unknownKeys(Inner.class, values)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			number        | s3cr3t               | 'number' is not an integer
			number        | 1.5                  | 'number' is not an integer
			number        | 5000000000           | 'number' is not an integer
			big-number    | s3cr3t               | 'big-number' is not an integer
			ratio         | s3cr3t               | 'ratio' is not a number
			exact         | s3cr3t               | 'exact' is not a number
			flag          | s3cr3t               | 'flag' is not true or false
			level         | s3cr3t               | 'level' is not one of low, high
			names         | [s3cr3t              | 'names' is not JSON at line 1, column 2
			numbers       | 1,s3cr3t             | 'numbers' is not an integer
			counts        | s3cr3t               | 'counts' is not JSON at line 1, column 1
			counts        | ["s3cr3t"]           | 'counts' is not a structure
			counts        | {"a":"s3cr3t"}       | 'counts.a' is not an integer
			inner         | s3cr3t               | 'inner' is not JSON
			inner         | {"host-name":"s3cr3t"} | 'inner.port' is missing
			inner         | {"host-name":"s3cr3t","port":"s3cr3t"} | 'inner.port' is not an integer
			list-of-inner | ["s3cr3t"]           | 'list-of-inner' is not JSON
			""")
	void wrongValueIsNamedByItsKeyAndNotShown(String key, String value, String message) {
		Map<String, Object> values = new HashMap<>(this.mapper.write(everything()));
		values.put(key, value);
		assertThatExceptionOfType(MappingException.class).isThrownBy(() -> this.mapper.read(Everything.class, values))
			.withMessageStartingWith(message)
			.withMessageNotContaining(SECRET)
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getKey()).startsWith(key));
	}

	@Test
	void structureForScalarIsRefused() {
		assertThatExceptionOfType(MappingException.class)
			.isThrownBy(() -> this.mapper.read(Inner.class, Map.of("host-name", "h", "port", List.of(SECRET))))
			.withMessage("'port' is a structure, expected an integer");
		assertThatExceptionOfType(MappingException.class)
			.isThrownBy(() -> this.mapper.read(Inner.class, Map.of("host-name", Map.of(), "port", 1)))
			.withMessage("'host-name' is a structure, expected a String");
	}

	@Test
	void refusalOfTheRecordItselfIsPassedOn() {
		assertThatExceptionOfType(MappingException.class)
			.isThrownBy(() -> this.mapper.read(Picky.class, Map.of("port", 22)))
			.withMessage("'data' is refused: take a port above 1023");
	}

	@Test
	void recordOfOneTextIsWrittenAsItIsRead() {
		Holder holder = new Holder(new Token("abc"), Optional.of(new Token("def")));
		Map<String, Object> written = this.mapper.write(holder);
		assertThat(this.mapper.read(Holder.class, written)).isEqualTo(holder);
		assertThat(written.toString()).doesNotContain("Token");
	}

	@Test
	void othersAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.mapper.keys(String.class))
			.withMessage("java.lang.String is not a record");
	}

	@Test
	void referencesAreWrittenAndFoundByName() {
		StringBuilder one = new StringBuilder("one");
		RecordMapper withReference = this.mapper.withReference(StringBuilder.class, (name) -> one);
		Referring referring = new Referring(one);
		assertThat(withReference.write(referring)).isEqualTo(Map.of("builder", "one"));
		assertThat(withReference.read(Referring.class, Map.of("builder", "one")).builder()).isSameAs(one);
	}

	@RepeatedTest(200)
	void roundTripThroughJson(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		Everything generated = generated(random);
		Map<String, Object> written = this.mapper.write(generated);
		assertThat(this.mapper.read(Everything.class, written)).isEqualTo(generated);
		assertThat(this.mapper.read(Everything.class, json(written))).isEqualTo(generated);
		Map<String, String> databag = new LinkedHashMap<>();
		written.forEach((key, value) -> databag.put(key, (value instanceof String text) ? text : Json.write(value)));
		assertThat(this.mapper.read(Everything.class, databag)).isEqualTo(generated);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> json(Map<String, Object> values) {
		return (Map<String, Object>) Json.parse(Json.write(values));
	}

	private static Everything generated(Random random) {
		Inner inner = new Inner(text(random), random.nextInt());
		List<Inner> inners = new ArrayList<>();
		for (int i = random.nextInt(3); i > 0; i--) {
			inners.add(new Inner(text(random), random.nextInt()));
		}
		return new Everything(text(random), random.nextInt(), random.nextLong(), random.nextDouble() * 1e6,
				new BigDecimal(random.nextInt()).movePointLeft(3), random.nextBoolean(),
				Level.values()[random.nextInt(2)], Arrays.asList(text(random), text(random)), Set.of(random.nextInt()),
				Map.of(text(random), random.nextInt()), inner, inners);
	}

	// Empty texts are left out: no databag has them.
	private static String text(Random random) {
		StringBuilder text = new StringBuilder("x");
		for (int i = random.nextInt(6); i > 0; i--) {
			text.append(" ,\"\\[]{}:.-_\n\t√ä\uD83D\uDE00".charAt(random.nextInt(16)));
		}
		return text.toString();
	}

	private static Everything everything() {
		Inner inner = new Inner("h", 1);
		return new Everything("a", 5, 5000000000L, 1.5, new BigDecimal("0.10"), true, Level.HIGH, List.of("a", "b"),
				Set.of(1, 2), Map.of("a", 1), inner, List.of(inner));
	}

	enum Level {

		LOW, HIGH

	}

	record Inner(String hostName, int port) {
	}

	record Everything(String text, int number, long bigNumber, double ratio, BigDecimal exact, boolean flag,
			Level level, List<String> names, Set<Integer> numbers, Map<String, Integer> counts, Inner inner,
			List<Inner> listOfInner) {
	}

	record Lenient(String requiredOne, Optional<Integer> optional, @Nullable String nullable, int requiredTwo) {
	}

	record Picky(int port) {

		Picky {
			if (port < 1024) {
				throw new IllegalArgumentException("take a port above 1023");
			}
		}

	}

	/**
	 * Public, since only then its constructor makes it from a text.
	 *
	 * @param value the text
	 */
	public record Token(String value) {
	}

	record Holder(Token token, Optional<Token> other) {
	}

	record Referring(StringBuilder builder) {
	}

	record Located(String url) {

		Located {
			if (url.equals("none")) {
				throw new IllegalArgumentException("name a location");
			}
			URI.create(url);
		}

	}

}
