package io.opsframework.test.autoconfigure.charm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.opsframework.model.Unit;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that a charm's tests start no hook tool, even where they run in an environment as
 * Juju makes it, with tools that would work.
 */
class HookToolGuardIntegrationTests {

	private static final List<String> TOOLS = List.of("juju-log", "config-get", "is-leader", "status-set",
			"relation-ids", "application-version-set", "leader-get");

	@TempDir
	private Path directory;

	private Path started;

	@BeforeEach
	void prepareTools() throws IOException {
		this.started = this.directory.resolve("started");
		for (String tool : TOOLS) {
			Path script = this.directory.resolve(tool);
			Files.writeString(script, "#!/bin/sh\necho \"$0\" >>'%s'\necho '{}'\n".formatted(this.started));
			Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

	@Test
	void charmTestStartsNoHookTool() throws Exception {
		assertThat(runAsHook(InCharmTest.class)).isZero();
		assertThat(this.started).doesNotExist();
	}

	@Test
	void plainSpringBootTestStartsNoHookTool() throws Exception {
		assertThat(runAsHook(InSpringBootTest.class)).isZero();
		assertThat(this.started).doesNotExist();
	}

	// Without this the others would prove nothing.
	@Test
	void toolsWork() throws Exception {
		assertThat(start("sh", "-c", "is-leader")).isZero();
		assertThat(this.started).exists();
	}

	private int runAsHook(Class<?> fixture) throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return start(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				Fixtures.class.getName(), fixture.getName());
	}

	private int start(String... command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("output").toFile());
		Map<String, String> environment = builder.environment();
		environment.put("PATH", this.directory + File.pathSeparator + environment.get("PATH"));
		environment.put("JUJU_CONTEXT_ID", "greeter/0-start-1");
		environment.put("JUJU_UNIT_NAME", "greeter/0");
		environment.put("JUJU_DISPATCH_PATH", "hooks/start");
		environment.put("JUJU_CHARM_DIR", this.directory.toString());
		Process process = builder.start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@CharmTest
	static class InCharmTest {

		@Test
		void run(Harness harness) {
			harness.beginWithInitialHooks();
			LoggerFactory.getLogger(getClass()).error("This belongs into no log of Juju");
			assertThat(harness.hookTools()).isNotEmpty();
		}

	}

	@SpringBootTest
	static class InSpringBootTest {

		@Test
		void run(@Autowired Unit unit) {
			LoggerFactory.getLogger(getClass()).error("This belongs into no log of Juju");
			assertThatIllegalStateException().isThrownBy(unit::isLeader).withMessageContaining("No hook is running");
		}

	}

}
