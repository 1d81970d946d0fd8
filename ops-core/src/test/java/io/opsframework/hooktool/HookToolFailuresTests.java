package io.opsframework.hooktool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HookToolFailure}: which exception each text of Juju becomes, row by
 * row of {@code hook-tool-failures.txt}.
 */
class HookToolFailuresTests {

	private static final Pattern ROW = Pattern.compile("(\\S+) +(\\d) +(\\S+) *(.*)");

	@ParameterizedTest
	@MethodSource("rows")
	void textBecomesItsException(String tool, int exitCode, String exception, String text) {
		HookToolFailure failures = new HookToolFailure("greeter", () -> null);
		HookToolException failure = failures.of(HookToolCall.of(tool, "x"),
				new HookToolResult(exitCode, "", "ERROR " + text + "\n"), List.of());
		assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
		assertThat(failure.getTool()).isEqualTo(tool);
		assertThat(failure).hasMessageContaining("'" + tool + " x' failed with exit code " + exitCode)
			.hasMessageContaining(text);
	}

	@Test
	void everyRowIsRead() throws IOException {
		assertThat(text().lines().filter((line) -> !line.isBlank() && !line.startsWith("#")))
			.allMatch((line) -> ROW.matcher(line).matches());
	}

	static Stream<Object[]> rows() throws IOException {
		return text().lines()
			.map(ROW::matcher)
			.filter((row) -> row.matches() && !row.group().startsWith("#"))
			.flatMap(HookToolFailuresTests::row);
	}

	private static Stream<Object[]> row(Matcher row) {
		Stream<String> tools = row.group(1).equals("*") ? Stream.of("config-get", "secret-get", "juju-log", "open-port")
				: Stream.of(row.group(1));
		return tools.map((tool) -> new Object[] { tool, Integer.valueOf(row.group(2)), row.group(3), row.group(4) });
	}

	private static String text() throws IOException {
		try (InputStream stream = HookToolFailuresTests.class.getResourceAsStream("hook-tool-failures.txt")) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
