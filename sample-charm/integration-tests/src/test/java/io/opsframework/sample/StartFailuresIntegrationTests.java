package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what Juju is told of an application that does not get as far as its hook.
 */
class StartFailuresIntegrationTests extends AbstractDispatchIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "-Dspring.config.location=classpath:/missing.yaml", "-Dlogging.level.root=loud",
			"-Dlogging.config=missing.xml", "-Dops.hook-tools.timeout=soon",
			"-Dspring.main.web-application-type=loud" })
	void failureBeforeThereIsLogIsInJujusLog(String option) {
		DispatchResult result = fail(action("get-db-info").jvmOptions(option));
		String value = option.substring(option.lastIndexOf('=') + 1).replaceFirst(".*/", "");
		assertThat(result.log()).anyMatch((line) -> line.startsWith("ERROR ") && line.contains(value))
			.anyMatch((line) -> line.contains("\"event\":\"sys_crash:"));
		assertThat(result.err()).contains("Uncaught ", "Use `juju debug-log` to see the full traceback.");
	}

	@Test
	void dispatchDiesOfSigterm() throws IOException {
		runInTool("config-get", "kill -TERM $PPID; exec sleep 60");
		Files.move(charm().resolve("dispatch"), charm().resolve("charms-own"));
		Path dispatch = charm().resolve("dispatch");
		// Java does not tell an exit code of 143 from a death by the signal; a shell
		// does.
		Files.writeString(dispatch, "#!/bin/sh\n\"$JUJU_CHARM_DIR\"/charms-own\nexit $?\n");
		Files.setPosixFilePermissions(dispatch, PosixFilePermissions.fromString("rwxr-xr-x"));
		DispatchResult result = run(hook("start"));
		assertThat(result.err()).contains("Terminated");
		assertThat(result.log()).containsExactly("WARNING HookProcess: 'hooks/start' is ended by SIGTERM");
		assertThat(state()).doesNotExist();
	}

}
