package io.opsframework.mapping;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KebabCase} against Spring Boot, which {@code ops-core} does not know.
 */
class KebabCaseTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "A", "aB", "aBC", "URL", "dbURL", "DB_URL", "db_url", "_a", "_A", "__a__B", "a_",
			"foo_Bar", "foo-Bar", "Foo", "$x", "$X", "x$Y", "port8080", "http2Port", "p2P", "1a", "kebab-case", "-A",
			"ÄÖ", "straßeNord", "a.bC", "list[0].someName", "map[someKey].aB", "map[a_B", "a]B_c", "[aB][cD]eF",
			"a[[bC]]dE" })
	void isWhatSpringBootMakesOfNameOfProperty(String name) {
		assertThat(KebabCase.of(name)).isEqualTo(DataObjectPropertyName.toDashedForm(name));
	}

}
