package io.opsframework.hooktool;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogMessages}.
 */
class LogMessagesTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "é", "€", "🌍", "aé€🌍" })
	void splitCountsBytesAndKeepsCharactersWhole(String pattern) {
		String message = pattern.repeat(150_000);
		List<String> parts = LogMessages.split(message);
		List<String> chunks = parts.subList(1, parts.size());
		assertThat(parts.get(0)).endsWith("comes in " + chunks.size() + " parts:");
		assertThat(String.join("", chunks)).isEqualTo(message);
		assertThat(chunks).allSatisfy((chunk) -> {
			byte[] bytes = chunk.getBytes(StandardCharsets.UTF_8);
			assertThat(bytes.length).isBetween(1, 131071);
			assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(chunk);
		});
	}

	@Test
	void splitReplacesZeros() {
		assertThat(LogMessages.split("a\0b")).containsExactly("a\ufffdb");
	}

}
