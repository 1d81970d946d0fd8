package io.opsframework.juju;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Excerpt}.
 */
class ExcerptTests {

	@Test
	void ofWhenValueIsShortIsItsText() {
		assertThat(Excerpt.of("grüße 🌍")).isEqualTo("grüße 🌍");
		assertThat(Excerpt.of("x".repeat(100))).isEqualTo("x".repeat(100));
		assertThat(Excerpt.of(22)).isEqualTo("22");
		assertThat(Excerpt.of(null)).isEqualTo("null");
		assertThat(Excerpt.of("")).isEmpty();
	}

	@Test
	void ofWhenValueIsLongIsItsBeginning() {
		assertThat(Excerpt.of("x".repeat(101))).isEqualTo("x".repeat(100) + "…");
		assertThat(Excerpt.of("x".repeat(200_000), 7)).isEqualTo("xxxxxxx…");
	}

	@Test
	void ofCountsCharactersAndKeepsThemWhole() {
		assertThat(Excerpt.of("🌍".repeat(100))).isEqualTo("🌍".repeat(100));
		assertThat(Excerpt.of("🌍".repeat(101))).isEqualTo("🌍".repeat(100) + "…");
	}

	@Test
	void ofReplacesWhatWouldChangeTheLineAroundIt() {
		assertThat(Excerpt.of("a\0b\nc\rd\te\u001b[31mf\u0085g\u2028h\u2029i\ud800"))
			.isEqualTo("a�b�c�d�e�[31mf�g�h�i�");
	}

}
