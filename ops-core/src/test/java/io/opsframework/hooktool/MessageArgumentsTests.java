package io.opsframework.hooktool;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageArguments}.
 */
class MessageArgumentsTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "é", "€", "🌍", "aé€🌍" })
	void splitCountsBytesAndKeepsCharactersWhole(String pattern) {
		String message = pattern.repeat(150_000);
		List<String> parts = MessageArguments.split(message);
		List<String> chunks = parts.subList(1, parts.size());
		assertThat(parts.get(0)).endsWith("comes in " + chunks.size() + " parts:");
		assertThat(String.join("", chunks)).isEqualTo(message);
		assertThat(chunks).allSatisfy((chunk) -> {
			byte[] bytes = chunk.getBytes(StandardCharsets.UTF_8);
			assertThat(bytes.length).isBetween(1, 131071);
			assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(chunk);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "é", "€", "🌍", "aé€🌍" })
	void cutCountsBytesAndKeepsCharactersWhole(String pattern) {
		String message = pattern.repeat(150_000);
		String cut = MessageArguments.cut(message);
		byte[] bytes = cut.getBytes(StandardCharsets.UTF_8);
		assertThat(bytes.length).isBetween(131068, 131071);
		assertThat(cut).endsWith("…").isEqualTo(new String(bytes, StandardCharsets.UTF_8));
		assertThat(message).startsWith(cut.substring(0, cut.length() - 1));
	}

	@Test
	void cutLeavesWhatFits() {
		assertThat(MessageArguments.cut("x".repeat(131071))).isEqualTo("x".repeat(131071));
		assertThat(MessageArguments.cut("two\nlines")).isEqualTo("two\nlines");
	}

	@Test
	void cutReplacesZeros() {
		assertThat(MessageArguments.cut("a\0b")).isEqualTo("a\ufffdb");
	}

	@Test
	void splitReplacesZeros() {
		assertThat(MessageArguments.split("a\0b")).containsExactly("a\ufffdb");
	}

}
