package io.opsframework.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogBatch}.
 */
class LogBatchTests {

	@Test
	void consecutiveMessagesOfOneLevelAreOneCall() {
		assertThat(calls("INFO a", "INFO b\nc", "ERROR d", "INFO e")).containsExactly("INFO a\nb\nc", "ERROR d",
				"INFO e");
	}

	@Test
	void messagesThatGetTooLongAreSeveralCalls() {
		String message = "x".repeat(20_000);
		assertThat(calls("INFO " + message, "INFO " + message, "INFO b")).containsExactly("INFO " + message,
				"INFO " + message + "\nb");
	}

	@Test
	void messageThatIsTooLongByItselfIsWhole() {
		assertThat(calls("INFO a", "INFO " + "x".repeat(200_000), "INFO b")).hasSize(3);
	}

	@Test
	void tenChangesOfLevelKeepTheOrder() {
		List<String> alternating = alternating(11);
		assertThat(calls(alternating.toArray(String[]::new))).isEqualTo(alternating);
	}

	@Test
	void moreChangesOfLevelAreGroupedByLevelEachInItsOrder() {
		assertThat(calls(alternating(12).toArray(String[]::new))).containsExactly("DEBUG 0\n2\n4\n6\n8\n10",
				"INFO 1\n3\n5\n7\n9\n11");
	}

	@Test
	void nothingIsNoCall() {
		assertThat(calls()).isEmpty();
	}

	private static List<String> alternating(int count) {
		return IntStream.range(0, count).mapToObj((i) -> ((i % 2 == 0) ? "DEBUG " : "INFO ") + i).toList();
	}

	private static List<String> calls(String... lines) {
		List<LogEntry> entries = new ArrayList<>();
		Stream.of(lines)
			.map((line) -> line.split(" ", 2))
			.forEach((line) -> entries.add(new LogEntry(line[0], line[1])));
		return LogBatch.calls(entries).stream().map((call) -> call.level() + " " + call.message()).toList();
	}

}
