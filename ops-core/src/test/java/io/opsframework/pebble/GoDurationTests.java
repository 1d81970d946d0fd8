package io.opsframework.pebble;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link GoDuration}.
 */
class GoDurationTests {

	@ParameterizedTest
	@CsvSource({ "0, 0", "0s, 0", "1ns, 1", "1us, 1000", "1\u00b5s, 1000", "1\u03bcs, 1000", "1.5ms, 1500000",
			"-1s, -1000000000", "+1s, 1000000000", ".5s, 500000000", "1.s, 1000000000", "1h2m3.5s, 3723500000000",
			"2s1m, 62000000000", "0.0000000019s, 1", "1m0.000000001s, 60000000001" })
	void parseReads(String text, long nanos) {
		assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofNanos(nanos));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "3", "s", "1 s", "1x", "1s2", "1..5s", "--1s", ".s", "1S", "1s ",
			"99999999999999999999h", "1e3s" })
	void parseRefuses(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.parse(text))
			.withMessageStartingWith("'" + text + "' is no duration: ");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0s", "1, 1ns", "1500, 1.5\u00b5s", "200000000, 200ms", "1500000000, 1.5s", "60000000000, 1m0s",
			"604800000000000, 168h0m0s", "5400000000001, 1h30m0.000000001s", "-1500000, -1.5ms" })
	void formatWritesAsGoDoes(long nanos, String text) {
		assertThat(GoDuration.format(Duration.ofNanos(nanos))).isEqualTo(text);
	}

	@Test
	void whatIsWrittenIsReadAgain() {
		Random random = new Random(5);
		for (int i = 0; i < 2000; i++) {
			Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(60));
			assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
		}
	}

}
