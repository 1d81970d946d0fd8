package io.opsframework.juju;

import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RelationId}.
 */
class RelationIdTests {

	@Test
	void ofReadsEndpointAndNumber() {
		assertThat(RelationId.of("my-db:12")).isEqualTo(new RelationId("my-db", 12));
	}

	@Test
	void toStringIsReadBack() {
		assertThat(RelationId.of("database:7")).hasToString("database:7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "db", "db:", ":0", "db:x", "db:-1", "db:+1", "db:01", "db:1 ", "db:0:1",
			"db:2147483648", "db:4294967295", "db:\u0661" })
	void ofWhenTextIsNoRelationIdNamesTheText(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RelationId.of(text))
			.withMessage("'%s' is not a relation id such as 'database:7'", text);
	}

	@Test
	void constructorRefusesWhatNoTextGives() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RelationId("", 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new RelationId("db:0", 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new RelationId("db", -1));
	}

	@Test
	void sortsByEndpointThenNumber() {
		assertThat(Stream.of("b:1", "a:10", "a:9").map(RelationId::of).sorted()).extracting(RelationId::toString)
			.containsExactly("a:9", "a:10", "b:1");
	}

	@Test
	void generatedTextIsReadExactlyOrRefused() {
		Random random = new Random(1);
		for (int i = 0; i < 5000; i++) {
			String text = Generated.text(random, "ab:0012-+ \u0661");
			try {
				assertThat(RelationId.of(text)).hasToString(text);
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex).hasMessageContaining(text);
			}
		}
	}

}
