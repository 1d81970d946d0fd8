package io.opsframework.pebble;

import java.time.DateTimeException;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GoTime}.
 */
class GoTimeTests {

	@ParameterizedTest
	@CsvSource({ "2024-12-27T10:08:14.399194229+08:00, 2024-12-27T02:08:14.399194229Z",
			"2024-12-27T02:08:14Z, 2024-12-27T02:08:14Z", "2024-12-27t02:08:14.5z, 2024-12-27T02:08:14.500Z",
			"2024-12-27 02:08:14-00:30, 2024-12-27T02:38:14Z",
			"2024-12-27T02:08:14.1234567899Z, 2024-12-27T02:08:14.123456789Z",
			"0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z" })
	void parseReads(String text, Instant time) {
		assertThat(GoTime.parse(text)).isEqualTo(time);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yesterday", "2024-12-27", "2024-12-27T02:08:14", "2024-12-27T02:08:14.Z",
			"2024-12-27T02:08:14Zx" })
	void parseRefuses(String text) {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> GoTime.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2024-13-27T02:08:14Z", "2024-12-27T25:08:14Z", "2024-12-27T02:08:14+99:00" })
	void parseRefusesWhatIsNoTime(String text) {
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> GoTime.parse(text));
	}

}
