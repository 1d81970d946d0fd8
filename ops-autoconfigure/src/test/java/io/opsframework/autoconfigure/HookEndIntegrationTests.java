package io.opsframework.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import io.opsframework.hooktool.StandInHookTools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how the process of a hook ends, as Juju sees it.
 */
class HookEndIntegrationTests {

	private static final String ACTIVE = "status-set --application=False active -- ''";

	private static final String QUICKLY = "-Dops.runner.shutdown-timeout=1s";

	@TempDir
	private Path temporary;

	private Path charm;

	private StandInHookTools tools;

	@BeforeEach
	void prepare() throws IOException {
		this.charm = Files.createDirectories(this.temporary.resolve("charm"));
		this.tools = StandInHookTools.in(this.temporary.resolve("tools"));
		Files.writeString(this.charm.resolve("metadata.yaml"), "name: greeter\n");
		Files.writeString(this.charm.resolve("actions.yaml"), "greet: {}\n");
		executable(this.charm.resolve("dispatch"), """
				#!/bin/sh
				java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC $JUJU_TEST_OPTIONS \\
					-cp '%s' %s
				exit $?
				""".formatted(System.getProperty("java.class.path"), EndingApplication.class.getName()));
	}

	@Test
	void hookEndsWhoeverStillRuns() {
		DispatchResult result = run(
				options(hook("start"), QUICKLY + " -Dspring.lifecycle.timeout-per-shutdown-phase=100ms"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.err()).isEmpty();
		assertThat(result.commandLinesButLog()).endsWith(ACTIVE);
		assertThat(String.join("\n", result.log())).containsSubsequence("Closed", "Exported");
	}

	@Test
	void hookDestroysItsBeansThenClosesTheContextThenKeepsItsState() throws IOException {
		Files.writeString(this.tools.path().resolve("juju-log"), """
				#!/bin/sh
				for message do :; done
				{
					printf '%s' "$message"
					[ -e "$JUJU_CHARM_DIR/.ops-state.json" ] && echo kept
				} >>"$JUJU_CHARM_DIR/log"
				""");
		assertThat(run(hook("update-status")).exitCode()).isZero();
		assertThat(this.charm.resolve("log")).content()
			.containsSubsequence("Ready", "another time", "The hook's beans are gone", "Closed", "Exported")
			.doesNotContain("kept");
		assertThat(this.charm.resolve(".ops-state.json")).content().contains("another time");
	}

	@Test
	void hookWhenContextDoesNotCloseEndsWithoutIt() {
		DispatchResult result = run(options(hook("update-status"), QUICKLY + " -Dtest.fail=close"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.log()).anyMatch((line) -> line.contains("did not close within 1000 ms"));
		assertThat(this.charm.resolve(".ops-state.json")).exists();
	}

	@Test
	void hookWhenReadyListenerThrowsFailsAndKeepsNothing() {
		DispatchResult result = run(options(hook("update-status"), "-Dtest.fail=ready"));
		assertThat(result.exitCode()).isOne();
		assertThat(result.log()).anyMatch((line) -> line.contains("not ready"))
			.anyMatch((line) -> line.contains("sys_crash:IllegalStateException"))
			.anyMatch((line) -> line.contains("Exported"));
		assertThat(this.charm.resolve(".ops-state.json")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "install", "upgrade-charm" })
	void hookWhenListenerExitsFailsAndKeepsNothing(String hook) {
		DispatchResult result = run(hook(hook));
		assertThat(result.exitCode()).isOne();
		assertThat(result.commandLinesButLog()).isEmpty();
		assertThat(result.log()).filteredOn((line) -> line.startsWith("ERROR "))
			.singleElement()
			.asString()
			.startsWith("ERROR hooks/" + hook + " failed\njava.lang.IllegalStateException: The process was ended")
			.contains("EndingApplication$EndingCharm.exit");
		assertThat(result.log()).anyMatch((line) -> line.contains("sys_crash:IllegalStateException"));
		assertThat(this.charm.resolve(".ops-state.json")).doesNotExist();
	}

	@Test
	void hookThatRebootsAtOnceEndsWithoutFailureAndKeepsNothing() {
		this.tools.answer("juju-reboot --now", "");
		DispatchResult result = run(hook("leader-settings-changed"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.commandLinesButLog()).containsExactly("juju-reboot --now");
		assertThat(result.log()).anyMatch((line) -> line.contains("sys_restart:"))
			.noneMatch((line) -> line.startsWith("ERROR "));
		assertThat(this.charm.resolve(".ops-state.json")).doesNotExist();
	}

	@Test
	void actionWhenListenerExitsFailsAndTellsPerson() {
		DispatchResult result = run(process().action("greet"));
		assertThat(result.exitCode()).isOne();
		assertThat(result.err()).startsWith("Uncaught IllegalStateException in charm code: The process was ended");
	}

	@Test
	void hookDiesOfSigtermAfterItsLogIsSent() throws IOException {
		executable(this.tools.path().resolve("status-set"), "#!/bin/sh\nkill -TERM $PPID\nexec sleep 60\n");
		DispatchResult result = run(hook("update-status"));
		assertThat(result.err()).as("what a shell prints of a process that died by a signal").contains("Terminated");
		assertThat(result.log()).anyMatch((line) -> line.contains("another time"))
			.anyMatch((line) -> line.contains("'hooks/update-status' is ended by SIGTERM"));
		assertThat(this.charm.resolve(".ops-state.json")).doesNotExist();
	}

	@Test
	void hookDiesOfSigtermAlsoWhereItsLogHangs() throws IOException {
		executable(this.tools.path().resolve("juju-log"), "#!/bin/sh\nkill -TERM $PPID\nexec sleep 60\n");
		assertThat(run(options(hook("stop"), QUICKLY)).err()).contains("Terminated");
	}

	@Test
	void interruptThatListenerLeavesFailsNoHookToolAndIsLogged() {
		DispatchResult result = run(hook("leader-elected"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.commandLinesButLog()).endsWith(ACTIVE);
		assertThat(result.log()).anyMatch((line) -> line.startsWith("WARNING ") && line.contains("leaveInterrupt"));
	}

	@Test
	void interruptThatListenerLeavesDoesNotHideWhatItThrew() {
		DispatchResult result = run(hook("config-changed"));
		assertThat(result.exitCode()).isOne();
		assertThat(result.err()).isEmpty();
		assertThat(result.log()).anyMatch((line) -> line.contains("IllegalStateException: out of order"))
			.anyMatch((line) -> line.startsWith("WARNING ") && line.contains("failInterrupted"));
	}

	@Test
	void actionWhenBeanThrowsAtStartTellsJujusLogAndPerson() {
		DispatchResult result = run(options(process().action("greet"), "-Dtest.fail=bean"));
		assertThat(result.exitCode()).isOne();
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).isEqualTo("""
				Uncaught IllegalStateException in charm code: no exporter
				Use `juju debug-log` to see the full traceback.
				""");
		assertThat(result.log()).anyMatch((line) -> line.startsWith("ERROR ") && line.contains("no exporter"))
			.anyMatch((line) -> line.contains("sys_crash:IllegalStateException"));
	}

	private DispatchResult run(DispatchProcess process) {
		return process.run();
	}

	private DispatchProcess hook(String name) {
		return process().hook(name);
	}

	private DispatchProcess process() {
		return DispatchProcess.of(this.charm, this.tools);
	}

	private static DispatchProcess options(DispatchProcess process, String options) {
		return process.variable("JUJU_TEST_OPTIONS", options);
	}

	private static void executable(Path file, String content) throws IOException {
		Files.writeString(file, content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
