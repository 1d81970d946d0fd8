package io.opsframework.juju;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SecretUri}.
 */
class SecretUriTests {

	private static final String ID = "9m4e2mr0ui3e8a215n4g";

	@ParameterizedTest
	@ValueSource(strings = { ID, "secret:" + ID, " secret:" + ID + "\n" })
	void ofWithoutModelIsInUnitsOwn(String text) {
		assertThat(SecretUri.of(text)).isEqualTo(new SecretUri(null, ID)).hasToString("secret:" + ID);
	}

	@Test
	void ofWithModelKeepsIt() {
		String text = "secret://f2c1b2a6-6c84-4f0c-8e5a-1d2b3c4d5e6f/" + ID;
		assertThat(SecretUri.of(text)).isEqualTo(new SecretUri("f2c1b2a6-6c84-4f0c-8e5a-1d2b3c4d5e6f", ID))
			.hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret:", "vault:" + ID, "HUNTER2", "secret:HUNTER2", "--peek", "a b" })
	void ofWhenTextIsSomethingElseFails(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> SecretUri.of(text))
			.withMessageStartingWith("'" + text + "' is not a secret's URI");
	}

}
