package io.opsframework.pebble;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the records that a Pebble is told and answers with.
 */
class PebbleValuesTests {

	@ParameterizedTest
	@CsvSource({ "v1.32.1, true", "v1.25.0, true", "v1.24.9, false", "v0.99.0, false", "v2.0.0, true", "1.25, true",
			"v1.25-dev, true", "unknown, true", "v1, true" })
	void versionIsCompared(String version, boolean atLeast) {
		assertThat(new SystemInfo(version, "", null).isAtLeast(1, 25)).isEqualTo(atLeast);
	}

	@Test
	void permissionsAreOctal() {
		assertThat(FileOptions.defaults().withPermissions(0644).permissions()).isEqualTo(420);
		assertThatIllegalArgumentException().isThrownBy(() -> FileOptions.defaults().withPermissions(1644))
			.withMessage("Permissions are octal numbers from 0 to 0777, but these are 03154 (1644)");
	}

	@Test
	void passwordIsNotShown() {
		assertThat(Identity.basic("read", "$6$hash").toString())
			.isEqualTo("Identity[access=read, userId=null, password=*****]");
		assertThat(Identity.local("read", 4).toString()).contains("userId=4").contains("password=null");
	}

	@Test
	void identityIsSomebody() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Identity("read", null, null));
	}

	@Test
	void argumentsEnvironmentAndOutputAreNotShown() {
		ExecRequest request = ExecRequest.of("ls", "secret").withEnvironment("A", "secret");
		assertThat(request).hasToString("ls");
		assertThat(new ExecResult("secret", "secret"))
			.hasToString("ExecResult[6 characters of output, 6 of standard error]");
		assertThat(new ExecResult("secret", null).toString()).doesNotContain("secret");
		assertThat(new ExecException("ls", 2, "secret", "secret").toString()).doesNotContain("secret");
	}

	@Test
	void requestNeedsCommandAndTime() {
		assertThatIllegalArgumentException().isThrownBy(ExecRequest::of).withMessage("There is no command to run");
		assertThatIllegalArgumentException().isThrownBy(() -> ExecRequest.of(""));
		assertThatIllegalArgumentException().isThrownBy(() -> ExecRequest.of("ls").withTimeout(Duration.ZERO));
	}

	@Test
	void longLogOfChangeIsCut() {
		Task task = new Task("1", "start", "", "Error", List.of("x".repeat(10_000) + "last"),
				new Task.Progress("", 1, 1), null, null, Map.of());
		Change change = new Change("7", "start", "", "Error", List.of(task), true, "it broke", null, null, Map.of());
		assertThat(new PebbleChangeException(change))
			.hasMessageStartingWith("Change 7 of Pebble (start) failed: it broke\nxxx")
			.hasMessageEndingWith("xlast")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(2100));
	}

	@Test
	void nulInCommandOrItsEnvironmentIsRefusedWithoutItsValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> ExecRequest.of("ls", "-l", "secret\0"))
			.withMessage("Command 'ls' cannot be run: its argument 2 has a NUL character");
		assertThatIllegalArgumentException().isThrownBy(() -> ExecRequest.of("ls").withEnvironment("TOKEN", "secret\0"))
			.withMessage("Command 'ls' cannot be run: its variable TOKEN has a NUL character");
		assertThatIllegalArgumentException().isThrownBy(() -> ExecRequest.of("ls").withEnvironment("A\0", "secret"))
			.withMessage("Command 'ls' cannot be run: the name of a variable has a NUL character");
		assertThatIllegalArgumentException().isThrownBy(() -> ExecRequest.of("l\0s", "secret"))
			.withMessageContaining("its name has a NUL character");
	}

}
