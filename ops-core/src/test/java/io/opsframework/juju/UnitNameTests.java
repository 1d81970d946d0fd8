package io.opsframework.juju;

import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UnitName}.
 */
class UnitNameTests {

	@Test
	void ofReadsApplicationAndNumber() {
		assertThat(UnitName.of("my-app/12")).isEqualTo(new UnitName("my-app", 12));
		assertThat(UnitName.of("a/2147483647").number()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void toStringIsReadBack() {
		assertThat(UnitName.of("postgresql/0")).hasToString("postgresql/0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "app", "app/", "/0", "app/x", "app/-1", "app/+1", "app/01", "app/1 ", "app/0/1",
			"app/2147483648", "app/4294967295", "app/99999999999999999999", "app/\u0661" })
	void ofWhenTextIsNoUnitNameNamesTheText(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> UnitName.of(text))
			.withMessage("'%s' is not a unit name such as 'postgresql/0'", text);
	}

	@Test
	void constructorRefusesWhatNoTextGives() {
		assertThatIllegalArgumentException().isThrownBy(() -> new UnitName("", 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new UnitName("a/0", 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new UnitName("a", -1));
	}

	@Test
	void sortsByApplicationThenNumber() {
		assertThat(Stream.of("b/1", "a/10", "a/9").map(UnitName::of).sorted()).extracting(UnitName::toString)
			.containsExactly("a/9", "a/10", "b/1");
	}

	@Test
	void generatedTextIsReadExactlyOrRefused() {
		Random random = new Random(1);
		for (int i = 0; i < 5000; i++) {
			String text = Generated.text(random, "ab/0012-+ \u0661");
			try {
				assertThat(UnitName.of(text)).hasToString(text);
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex).hasMessageContaining(text);
			}
		}
	}

}
