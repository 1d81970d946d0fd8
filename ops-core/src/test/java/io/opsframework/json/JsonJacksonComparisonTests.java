package io.opsframework.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@link Json} with Jackson over generated documents.
 */
class JsonJacksonComparisonTests {

	private static final int DOCUMENTS = 4000;

	private static final Object REFUSED = new Object();

	private static final String FRAGMENTS = "{}[]\":,\\ \n\t0123456789-+.eEtruefalsnu/bdx\u0001ä\uD83D\uDE00";

	private final ObjectMapper jackson = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final Random random = new Random(20260101);

	@Test
	void jacksonReadsWhatIsWritten() {
		for (int i = 0; i < DOCUMENTS; i++) {
			Object value = generate(5);
			assertThat(readWithJackson(Json.write(value))).isEqualTo(value);
		}
	}

	@Test
	void whatJacksonWritesIsRead() {
		for (int i = 0; i < DOCUMENTS; i++) {
			Object value = generate(5);
			String text = ((i % 2) != 0) ? this.jackson.writeValueAsString(value)
					: this.jackson.writerWithDefaultPrettyPrinter().writeValueAsString(value);
			assertThat(Json.parse(text)).isEqualTo(value);
		}
	}

	@Test
	void damagedTextIsReadAsJacksonReadsIt() {
		int accepted = 0;
		for (int i = 0; i < 5 * DOCUMENTS; i++) {
			accepted += assertSameAnswer(damage(Json.write(generate(3)))) ? 1 : 0;
		}
		assertThat(accepted).isBetween(DOCUMENTS / 2, 4 * DOCUMENTS);
	}

	private boolean assertSameAnswer(String text) {
		Object expected = answer(() -> readWithJackson(text));
		assertThat(answer(() -> Json.parse(text))).as("<%s>", text).isEqualTo(expected);
		return expected != REFUSED;
	}

	private @Nullable Object answer(Supplier<@Nullable Object> reader) {
		try {
			return reader.get();
		}
		catch (JacksonException | JsonException ex) {
			return REFUSED;
		}
	}

	private @Nullable Object readWithJackson(String text) {
		return withLongs(this.jackson.readValue(text, Object.class));
	}

	/*
	 * Our form of numbers: always long where Jackson prefers int; no infinity where
	 * Jackson takes it for a number that is too large.
	 */
	private @Nullable Object withLongs(@Nullable Object value) {
		if (value instanceof List<?> list) {
			List<@Nullable Object> result = new ArrayList<>();
			list.forEach((element) -> result.add(withLongs(element)));
			return result;
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> result = new LinkedHashMap<>();
			map.forEach((key, element) -> result.put(key, withLongs(element)));
			return result;
		}
		if (value instanceof Double number && number.isInfinite()) {
			throw new JsonException("too large");
		}
		return (value instanceof Integer number) ? Long.valueOf(number) : value;
	}

	// ASCII only: in an escape Jackson takes every character whose low byte is a digit.
	private String damage(String text) {
		StringBuilder damaged = new StringBuilder(text);
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			int position = this.random.nextInt(damaged.length() + 1);
			switch (this.random.nextInt(3)) {
				case 0 -> damaged.insert(position, fragment());
				case 1 -> damaged.delete(position, position + 1);
				default -> damaged.replace(position, position + 1, String.valueOf(fragment()));
			}
		}
		return damaged.toString().replaceAll("[^\\x00-\\x7F]", "a");
	}

	private char fragment() {
		return FRAGMENTS.charAt(this.random.nextInt(FRAGMENTS.length()));
	}

	private @Nullable Object generate(int depth) {
		return switch (this.random.nextInt((depth > 0) ? 10 : 8)) {
			case 0 -> null;
			case 1 -> this.random.nextBoolean();
			case 2 -> (long) this.random.nextInt(2000) - 1000;
			case 3 -> this.random.nextLong();
			case 4 -> bigInteger();
			case 5 -> finiteDouble();
			case 6, 7 -> text();
			case 8 -> list(depth);
			default -> map(depth);
		};
	}

	private Object bigInteger() {
		return new BigInteger(this.random.nextInt(1, 300), this.random).setBit(63)
			.multiply(BigInteger.valueOf(this.random.nextBoolean() ? 1 : -3));
	}

	private double finiteDouble() {
		double value = Double.longBitsToDouble(this.random.nextLong());
		return Double.isFinite(value) ? value : this.random.nextDouble();
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(8); i > 0; i--) {
			switch (this.random.nextInt(4)) {
				case 0 -> text.append((char) this.random.nextInt(128));
				case 1 -> text.append((char) this.random.nextInt(0x10000));
				case 2 -> text.appendCodePoint(this.random.nextInt(0x10000, 0x110000));
				default -> text.append(fragment());
			}
		}
		return text.toString();
	}

	private List<@Nullable Object> list(int depth) {
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = this.random.nextInt(6); i > 0; i--) {
			list.add(generate(depth - 1));
		}
		return list;
	}

	private Map<String, @Nullable Object> map(int depth) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = this.random.nextInt(6); i > 0; i--) {
			map.put(text(), generate(depth - 1));
		}
		return map;
	}

}
