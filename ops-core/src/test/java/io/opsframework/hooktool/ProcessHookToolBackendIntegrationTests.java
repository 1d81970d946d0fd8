package io.opsframework.hooktool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.opsframework.dispatch.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProcessHookToolBackend}.
 */
@Timeout(60)
class ProcessHookToolBackendIntegrationTests {

	private static final Duration LONG = Duration.ofSeconds(50);

	@TempDir
	private Path directory;

	@Test
	void callWhenToolSucceedsReturnsOutputAndError() throws IOException {
		tool("config-get", "echo 'grüße 🌍'; echo careful >&2");
		assertThat(backend(LONG).call(HookToolCall.of("config-get")))
			.isEqualTo(new HookToolResult(0, "grüße 🌍\n", "careful\n"));
	}

	@Test
	void callWhenToolFailsReturnsExitCode() throws IOException {
		tool("relation-get", "echo 'ERROR relation not found' >&2; exit $1");
		assertThat(backend(LONG).call(HookToolCall.of("relation-get", "1")))
			.isEqualTo(new HookToolResult(1, "", "ERROR relation not found\n"));
		assertThat(backend(LONG).call(HookToolCall.of("relation-get", "2")).exitCode()).isEqualTo(2);
	}

	@Test
	void callPassesArgumentsExactly() {
		StandInHookTools tools = StandInHookTools.in(this.directory);
		HookToolCall call = HookToolCall.of("juju-log", "", " ", "-x", "--", "a b", "two\nlines\n", "'\"\\$HOME`id`",
				"*", "grüße 🌍", "\t\u0001", "=", "");
		assertThat(backend(LONG).call(call).exitCode()).isZero();
		assertThat(tools.calls()).containsExactly(call);
	}

	@Test
	void callWhenEverythingIsLoggedDoesNotLogArguments() throws IOException {
		tool("action-set", "exit 0");
		List<LogRecord> records = new CopyOnWriteArrayList<>();
		Logger root = Logger.getLogger("");
		Logger processes = Logger.getLogger("java.lang.ProcessBuilder");
		Handler handler = handler(records::add);
		root.addHandler(handler);
		processes.setLevel(Level.ALL);
		try {
			backend(LONG).call(HookToolCall.of("action-set", "password=s3cr3t"));
			assertThat(records).isEmpty();
		}
		finally {
			processes.setLevel(null);
			root.removeHandler(handler);
		}
	}

	private static Handler handler(Consumer<LogRecord> records) {
		return new Handler() {

			@Override
			public void publish(LogRecord record) {
				records.accept(record);
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}

		};
	}

	@Test
	void messagesThatNoProcessCanBeGivenArriveCut() {
		StandInHookTools standIns = StandInHookTools.in(this.directory);
		HookTools tools = new HookTools(backend(LONG));
		try (LogCapture log = new LogCapture()) {
			tools.statusSet("blocked", "x".repeat(200_000));
			tools.actionFail("a\0b");
			assertThat(log.lines(Level.WARNING)).hasSize(2);
		}
		assertThat(standIns.calls()).containsExactly(
				HookToolCall.of("status-set", "--application=False", "blocked", "--", "x".repeat(131068) + "…"),
				HookToolCall.of("action-fail", "--", "a\ufffdb"));
	}

	@Test
	void callPassesExactlyTheGivenEnvironmentAndDirectory() throws IOException {
		tool("config-get", "exec /usr/bin/env");
		Map<String, String> environment = Map.of("PATH", this.directory.toString(), "JUJU_UNIT_NAME", "greeter/0");
		String output = new ProcessHookToolBackend(environment, this.directory, LONG)
			.call(HookToolCall.of("config-get"))
			.output();
		assertThat(output.lines().filter((line) -> !line.startsWith("_=")).toList()).containsExactlyInAnyOrder(
				"PATH=" + this.directory, "JUJU_UNIT_NAME=greeter/0", "PWD=" + this.directory.toRealPath());
	}

	@Test
	void callWhenInputAndOutputAreLargeDoesNotBlock() throws IOException {
		tool("state-set", "exec /bin/cat");
		String input = "0123456789abcdé\n".repeat(200_000);
		assertThat(backend(LONG).call(new HookToolCall("state-set", List.of("--file", "-"), input)).output())
			.isEqualTo(input);
	}

	@Test
	void callWhenToolIgnoresLargeInputSucceeds() throws IOException {
		tool("state-set", "exit 0");
		HookToolCall call = new HookToolCall("state-set", List.of(), "x".repeat(1_000_000));
		assertThat(backend(LONG).call(call).exitCode()).isZero();
	}

	@Test
	void callWithoutInputGivesEndOfFile() throws IOException {
		tool("state-set", "exec /bin/cat");
		assertThat(backend(LONG).call(HookToolCall.of("state-set")).output()).isEmpty();
	}

	@Test
	void callWhenToolIsNotOnPathThrowsNotFound() {
		assertThatExceptionOfType(HookToolNotFoundException.class)
			.isThrownBy(() -> backend(LONG).call(HookToolCall.of("config-get", "secret")))
			.withMessageContaining("'config-get' is not on the PATH")
			.withMessageContaining("only while Juju runs a hook")
			.withMessageNotContaining("secret")
			.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(-1));
	}

	@Test
	void callWhenToolIsNotExecutableThrowsNotFound() throws IOException {
		Files.writeString(this.directory.resolve("config-get"), "#!/bin/sh\n");
		assertThatExceptionOfType(HookToolNotFoundException.class)
			.isThrownBy(() -> backend(LONG).call(HookToolCall.of("config-get")))
			.withMessageContaining("is not executable: " + this.directory.resolve("config-get"));
	}

	@Test
	void callWhenToolHasGoneSinceThrowsNotFound() throws IOException {
		tool("config-get", "exit 0");
		ProcessHookToolBackend backend = backend(LONG);
		backend.call(HookToolCall.of("config-get"));
		Files.delete(this.directory.resolve("config-get"));
		assertThatExceptionOfType(HookToolNotFoundException.class)
			.isThrownBy(() -> backend.call(HookToolCall.of("config-get")))
			.withMessageContaining("cannot be run any more");
	}

	@Test
	void callWhenNameHasSlashThrowsNotFound() throws IOException {
		tool("config-get", "exit 0");
		assertThatExceptionOfType(HookToolNotFoundException.class).isThrownBy(
				() -> backend(LONG).call(HookToolCall.of("../" + this.directory.getFileName() + "/config-get")));
	}

	@Test
	void callWhenFirstDirectoriesOfPathHaveNoToolFindsIt() throws IOException {
		tool("config-get", "echo found");
		Map<String, String> environment = Map.of("PATH", "/nowhere::" + this.directory + "/none:" + this.directory);
		assertThat(new ProcessHookToolBackend(environment, this.directory, LONG).call(HookToolCall.of("config-get"))
			.output()).isEqualTo("found\n");
	}

	@Test
	void callWhenArgumentIsTooLongThrowsWithoutIt() throws IOException {
		tool("action-set", "exit 0");
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> backend(LONG).call(HookToolCall.of("action-set", "x".repeat(200_000))))
			.withMessageContaining("'action-set' did not start")
			.withMessageContaining("Argument list too long")
			.withMessageNotContaining("xxx");
	}

	@Test
	void callWhenOutputIsTenMebibytesThrowsOutputException() throws IOException {
		tool("config-get", "exec /usr/bin/head -c 10485760 /dev/zero");
		assertOutputFailure(LONG, "wrote more than 8 MiB");
	}

	@Test
	void callWhenErrorOutputIsTenMebibytesThrowsOutputException() throws IOException {
		tool("config-get", "exec /usr/bin/head -c 10485760 /dev/zero >&2");
		assertOutputFailure(LONG, "wrote more than 8 MiB");
	}

	@Test
	void callWhenOutputIsEndlessStopsTool() throws IOException {
		tool("config-get", "echo $$ >pid; while :; do echo 0123456789012345678901234567890123456789; done");
		assertOutputFailure(LONG, "wrote more than 8 MiB");
		assertEnds("pid");
	}

	@Test
	void callWhenErrorOutputIsEndlessAndOutputStaysOpenStopsBoth() throws IOException {
		tool("config-get", "echo $$ >pid; /bin/sleep 600 & echo $! >child; exec /bin/cat /dev/zero >&2");
		assertOutputFailure(LONG, "wrote more than 8 MiB");
		assertEnds("pid");
		assertEnds("child");
	}

	@Test
	void callWhenChildKeepsPipesOpenStopsBothInTime() throws IOException {
		tool("config-get", "echo $$ >pid; /bin/sleep 600 & echo $! >child; wait");
		assertOutputFailure(Duration.ofMillis(500), "did not end within 500 ms");
		assertEnds("pid");
		assertEnds("child");
	}

	@Test
	void callWhenOrphanKeepsPipesOpenEndsInTime() throws IOException {
		tool("config-get", "/bin/sleep 600 & echo $! >child; echo done");
		try {
			// Whether the JDK sees the end of the tool or of the pipe first is open.
			assertThat(backend(Duration.ofMillis(500)).call(HookToolCall.of("config-get")).output())
				.isEqualTo("done\n");
		}
		catch (HookToolOutputException ex) {
			assertThat(ex).hasMessageContaining("did not end within 500 ms");
		}
		finally {
			ProcessHandle.of(pid("child")).ifPresent(ProcessHandle::destroyForcibly);
		}
	}

	@Test
	void callWhenToolClosesItsStreamsButDoesNotEndStopsIt() throws IOException {
		tool("config-get", "echo $$ >pid; exec /bin/sleep 600 >&- 2>&-");
		assertOutputFailure(Duration.ofMillis(500), "did not end within 500 ms");
		assertEnds("pid");
	}

	@Test
	void callWhenToolDoesNotReadLargeInputEndsInTime() throws IOException {
		tool("config-get", "echo $$ >pid; exec /bin/sleep 600");
		HookToolCall call = new HookToolCall("config-get", List.of(), "x".repeat(1_000_000));
		assertThatExceptionOfType(HookToolOutputException.class)
			.isThrownBy(() -> backend(Duration.ofMillis(500)).call(call));
		assertEnds("pid");
	}

	@Test
	void callWhenOrphanKeepsLargeInputOpenEndsInTime() throws IOException {
		tool("config-get", "exec 3<&0; (/usr/bin/setsid /bin/sleep 30 <&3 3<&- >/dev/null 2>&1 & echo $! >child); "
				+ "exec /bin/sleep 600");
		HookToolCall call = new HookToolCall("config-get", List.of(), "x".repeat(5 * 1024 * 1024));
		Instant start = Instant.now();
		try {
			assertThatExceptionOfType(HookToolOutputException.class)
				.isThrownBy(() -> backend(Duration.ofMillis(500)).call(call))
				.withMessageContaining("did not end within 500 ms");
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
		}
		finally {
			ProcessHandle.of(pid("child")).ifPresent(ProcessHandle::destroyForcibly);
		}
	}

	@Test
	void callWhenInterruptedStopsToolAndKeepsInterrupt() throws Exception {
		tool("config-get", "echo $$ >pid; exec /bin/sleep 600");
		Thread caller = Thread.currentThread();
		Thread interrupter = new Thread(() -> {
			while (!isWritten("pid")) {
				Thread.onSpinWait();
			}
			caller.interrupt();
		});
		interrupter.start();
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> backend(LONG).call(HookToolCall.of("config-get")))
			.withMessage("Hook tool 'config-get' was interrupted");
		assertThat(Thread.interrupted()).isTrue();
		assertEnds("pid");
		interrupter.join();
	}

	@Test
	void callWhenAlreadyInterruptedStartsNothing() {
		StandInHookTools tools = StandInHookTools.in(this.directory);
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(HookToolException.class)
				.isThrownBy(() -> backend(LONG).call(HookToolCall.of("config-get")))
				.withMessageContaining("was not run");
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(tools.calls()).isEmpty();
	}

	@Test
	void startsProcesses() {
		assertThat(backend(LONG).startsProcesses()).isTrue();
	}

	private ProcessHookToolBackend backend(Duration timeout) {
		return new ProcessHookToolBackend(Map.of("PATH", this.directory.toString()), this.directory, timeout);
	}

	private void tool(String name, String script) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private void assertOutputFailure(Duration timeout, String message) {
		assertThatExceptionOfType(HookToolOutputException.class)
			.isThrownBy(() -> backend(timeout).call(HookToolCall.of("config-get")))
			.withMessageContaining("'config-get' " + message)
			.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(-1));
	}

	private void assertEnds(String file) throws IOException {
		ProcessHandle.of(pid(file)).ifPresent((process) -> assertThat(process.onExit()).succeedsWithin(LONG));
	}

	private long pid(String file) throws IOException {
		return Long.parseLong(Files.readString(this.directory.resolve(file)).strip());
	}

	private boolean isWritten(String file) {
		try {
			return Files.readString(this.directory.resolve(file)).endsWith("\n");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
