package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a charm that still has a script of its own for a hook.
 */
class LegacyHooksIntegrationTests extends AbstractDispatchIntegrationTests {

	@Test
	void whenLegacyHookSucceedsCharmIsRunAfterIt() throws IOException {
		writeStartHook("status-set maintenance legacy");
		DispatchResult result = run(hook("start"));
		assertThat(result.commandLinesButLog()).containsExactly("status-set maintenance legacy", CONFIG, DATABASES,
				RELATE, ASK_FOR_STATE, tellState(1));
		assertThat(result.log()).singleElement()
			.asString()
			.startsWith("WARNING LegacyHook: Legacy hook 'hooks/start' runs first");
		assertThat(result.exitCode()).isZero();
	}

	@Test
	void whenLegacyHookFailsCharmIsNotRun() throws IOException {
		writeStartHook("exit 7");
		DispatchResult result = run(hook("start"));
		assertThat(result.commandLinesButLog()).isEmpty();
		assertThat(result.log()).singleElement().asString().endsWith("failed with exit code 7");
		assertThat(result.exitCode()).isEqualTo(7);
		assertThat(state()).doesNotExist();
	}

	@Test
	void charmThatItsLegacyHookStartsDoesNothing() {
		succeed(hook("start").variable("OPERATOR_DISPATCH", "1"));
		assertThat(state()).doesNotExist();
	}

	private void writeStartHook(String command) throws IOException {
		Path script = Files.createDirectories(charm().resolve("hooks")).resolve("start");
		Files.writeString(script, "#!/bin/sh\n" + command + "\n");
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
