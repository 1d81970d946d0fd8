package io.opsframework.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;

import io.opsframework.juju.JujuContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LegacyHook}.
 */
class LegacyHookIntegrationTests {

	private final LogCapture log = new LogCapture();

	@TempDir
	private Path directory;

	@BeforeEach
	void createHooks() throws IOException {
		Files.createDirectory(this.directory.resolve("hooks"));
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void runWhenThereIsScriptRunsItAsJujuWould() throws IOException {
		script("hooks/install", "echo \"$OPERATOR_DISPATCH $JUJU_UNIT_NAME $#\" > \"$PWD/told\"", "rwxr-xr-x");
		assertThat(run("hooks/install")).isZero();
		assertThat(this.directory.resolve("told")).hasContent("1 greeter/0 0");
		assertThat(this.log.lines(Level.WARNING)).singleElement().asString().contains("'hooks/install' runs first");
	}

	@Test
	void runWhenScriptFailsReturnsItsExitCode() throws IOException {
		script("hooks/install", "exit 7", "rwxr-xr-x");
		assertThat(run("hooks/install")).isEqualTo(7);
		assertThat(this.log.lines(Level.WARNING)).last().asString().contains("exit code 7");
	}

	@Test
	void runWhenScriptIsCopyOfDispatchGoesOn() throws IOException {
		script("hooks/install", "exit 7", "rwxr-xr-x");
		Files.copy(this.directory.resolve("hooks/install"), this.directory.resolve("dispatch"));
		assertThat(run("hooks/install")).isZero();
		assertThat(this.log.lines(Level.WARNING)).isEmpty();
	}

	@Test
	void runWhenScriptIsNotExecutableGoesOn() throws IOException {
		script("hooks/install", "exit 7", "rw-r--r--");
		assertThat(run("hooks/install")).isZero();
		assertThat(this.log.lines(Level.WARNING)).singleElement().asString().contains("not executable");
	}

	@Test
	void runWhenScriptCannotBeStartedReturnsOne() throws IOException {
		Path script = this.directory.resolve("hooks/install");
		Files.writeString(script, "#!/no/such/interpreter\n");
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(run("hooks/install")).isOne();
		assertThat(this.log.lines(Level.WARNING)).last().asString().contains("cannot be run");
	}

	@Test
	void runWhenScriptIsDispatchItselfGoesOn() throws IOException {
		script("dispatch", "exit 7", "rwxr-xr-x");
		Files.createSymbolicLink(this.directory.resolve("hooks/install"), this.directory.resolve("dispatch"));
		assertThat(run("hooks/install")).isZero();
	}

	@Test
	void runWhenThereIsNoScriptGoesOn() {
		assertThat(run("hooks/install")).isZero();
		assertThat(run("hooks")).isZero();
		assertThat(run("")).isZero();
		assertThat(this.log.lines(Level.WARNING)).isEmpty();
	}

	@Test
	void isRunningWhenScriptHasStartedThisProcess() {
		assertThat(new LegacyHook(Map.of()).isRunning()).isFalse();
		assertThat(new LegacyHook(Map.of("OPERATOR_DISPATCH", "1")).isRunning()).isTrue();
	}

	private int run(String path) {
		Map<String, String> environment = new TreeMap<>(Map.of("JUJU_DISPATCH_PATH", path, "JUJU_UNIT_NAME",
				"greeter/0", "JUJU_CHARM_DIR", this.directory.toString()));
		return new LegacyHook(environment).run(JujuContext.of(environment));
	}

	private void script(String name, String command, String permissions) throws IOException {
		Path script = this.directory.resolve(name);
		Files.writeString(script, "#!/bin/sh\n" + command + "\n");
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(permissions));
	}

}
