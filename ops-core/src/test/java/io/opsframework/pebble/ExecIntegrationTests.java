package io.opsframework.pebble;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link ExecProcess} with a real Pebble.
 */
@Timeout(120)
class ExecIntegrationTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static PebbleServer server;

	private static PebbleClient client;

	@BeforeAll
	static void start() {
		server = PebbleServer.start();
		client = server.client();
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			client.close();
			server.close();
		}
	}

	@Test
	void outputAndErrorAreApart() {
		try (ExecProcess process = client.exec(shell("echo out; echo \u00e9\ud83d\ude00 >&2; exit 0"))) {
			ExecResult result = process.waitForOutput();
			assertThat(result.stdout()).isEqualTo("out\n");
			assertThat(result.stderr()).isEqualTo("\u00e9\ud83d\ude00\n");
		}
	}

	@Test
	void outputAndErrorAreCombined() {
		try (ExecProcess process = client.exec(shell("echo out; echo err >&2").withCombinedStderr())) {
			ExecResult result = process.waitForOutput();
			assertThat(result.lines()).containsExactly("out", "err");
			assertThat(result.stderr()).isNull();
		}
	}

	@Test
	void inputIsGiven() {
		String input = "line \u00e9\n".repeat(1_000_000);
		try (ExecProcess process = client.exec(ExecRequest.of("cat"))) {
			assertThat(process.waitForOutput(input).stdout()).isEqualTo(input);
		}
	}

	@Test
	void inputNeedNotBeRead() {
		try (ExecProcess process = client.exec(ExecRequest.of("echo", "done"))) {
			assertThat(process.waitForOutput("x".repeat(8 * 1024 * 1024)).stdout()).isEqualTo("done\n");
		}
	}

	@Test
	void inputIsRefusedWhenCommandHasEnded() {
		try (ExecProcess process = client.exec(ExecRequest.of("true"))) {
			assertThat(process.waitFor()).isZero();
			byte[] input = new byte[8 * 1024 * 1024];
			assertThatIOException().isThrownBy(() -> process.stdin().write(input))
				.withMessage("Command 'true' has ended, and does not read its input");
		}
	}

	@Test
	void inputWaitsForCommandThatIsSlow() throws IOException {
		try (ExecProcess process = client.exec(shell("sleep 2; wc -c"))) {
			process.stdin().write(new byte[8 * 1024 * 1024]);
			process.stdin().close();
			assertThat(process.stdoutReader().readLine()).isEqualTo("8388608");
		}
	}

	@Test
	void bothStreamsCanBeFlooded() {
		String flood = "head -c 8000000 /dev/zero";
		try (ExecProcess process = client.exec(shell(flood + " & " + flood + " >&2; wait"))) {
			ExecResult result = process.waitForOutput();
			assertThat(result.stdout()).hasSize(8_000_000);
			assertThat(result.stderr()).hasSize(8_000_000);
		}
	}

	@Test
	void endlessOutputIsFailureAndKilled() {
		for (String script : List.of("exec cat /dev/zero", "exec cat /dev/zero >&2")) {
			try (ExecProcess process = client.exec(shell(script))) {
				assertThatExceptionOfType(PebbleException.class).isThrownBy(process::waitForOutput)
					.withMessage("Command 'sh' writes more than 16 MiB: read it from its streams");
				// By Pebble, or by the pipe that nobody reads: whichever is first.
				assertThat(exitCode(process)).isIn(137L, 141L);
			}
		}
	}

	@Test
	void commandCanBeSpokenWith() throws IOException {
		try (ExecProcess process = client.exec(ExecRequest.of("sed", "-u", "s/^/got /"));
				BufferedReader output = process.stdoutReader()) {
			OutputStream input = process.stdin();
			input.write("one\n".getBytes());
			assertThat(output.readLine()).isEqualTo("got one");
			input.write("two\n".getBytes());
			assertThat(output.readLine()).isEqualTo("got two");
			input.close();
			assertThat(output.readLine()).isNull();
			assertThat(process.stderr().readAllBytes()).isEmpty();
			assertThat(process.waitFor()).isZero();
		}
	}

	@Test
	void environmentAndDirectoryAreGiven() {
		ExecRequest request = shell("echo $A; pwd").withEnvironment("A", "a ${b}\u00e9").withWorkingDir("/");
		try (ExecProcess process = client.exec(request)) {
			assertThat(process.waitForOutput().lines()).containsExactly("a ${b}\u00e9", "/");
		}
	}

	@Test
	void userIsGiven() {
		try (ExecProcess process = client.exec(ExecRequest.of("id", "-u").withUserId(0).withGroupId(0))) {
			assertThat(process.waitForOutput().stdout()).isEqualTo("0\n");
		}
		assertRefused(ExecRequest.of("id").withUser("zz").withGroup("zz"), 400, "user: unknown user zz");
	}

	@Test
	void contextOfServiceIsGiven() {
		client.combineLayer("context",
				Layer.service("context",
						ServiceSpec.of("sleep 1000")
							.withStartup("disabled")
							.withEnvironment(Map.of("A", "1", "B", "1"))
							.withWorkingDir("/usr")));
		ExecRequest request = shell("echo $A$B; pwd").withServiceContext("context").withEnvironment("B", "2");
		try (ExecProcess process = client.exec(request)) {
			assertThat(process.waitForOutput().lines()).containsExactly("12", "/usr");
		}
		assertRefused(ExecRequest.of("ls").withServiceContext("zz"), 400, "context service \"zz\" not found");
	}

	@Test
	void exitCodeThatIsNotZeroIsFailureWithOutput() {
		try (ExecProcess process = client.exec(shell("echo secret-out; echo secret-err >&2; exit 3 # secret-argument")
			.withEnvironment("S", "secret-variable"))) {
			assertThatExceptionOfType(ExecException.class).isThrownBy(process::waitForOutput)
				.withMessage("Command 'sh' ended with exit code 3")
				.satisfies((ex) -> {
					assertThat(ex.getExitCode()).isEqualTo(3);
					assertThat(ex.getStdout()).isEqualTo("secret-out\n");
					assertThat(ex.getStderr()).isEqualTo("secret-err\n");
				});
		}
	}

	@Test
	void commandThatIsNotThereIsRefused() {
		assertRefused(ExecRequest.of("/no/such/command", "secret-argument"), 400,
				"cannot find executable \"/no/such/command\"");
		assertRefused(ExecRequest.of("ls", "secret-argument").withWorkingDir("/nope"), 500,
				"cannot call exec: working directory \"/nope\" does not exist");
	}

	private static void assertRefused(ExecRequest request, int status, String reason) {
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client.exec(request))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(status))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

	@Test
	void commandThatCannotBeRunIsFailedChange() throws IOException {
		Path script = server.directory().resolve("script");
		Files.writeString(script, "#!/no/such/interpreter\n");
		assertThat(script.toFile().setExecutable(true)).isTrue();
		assertThatExceptionOfType(PebbleChangeException.class).isThrownBy(() -> {
			try (ExecProcess process = client.exec(ExecRequest.of(script.toString(), "secret-argument"))) {
				process.waitForOutput();
			}
		}).withMessageContaining("no such file or directory").withMessageNotContaining("secret");
	}

	@Test
	void longestTimeoutIsOne() {
		try (ExecProcess process = client
			.exec(ExecRequest.of("echo", "done").withTimeout(Duration.ofNanos(Long.MAX_VALUE)))) {
			assertThat(process.waitForOutput().stdout()).isEqualTo("done\n");
			assertThat(client.waitForChange(process.changeId(), Duration.ofSeconds(Long.MAX_VALUE)).ready()).isTrue();
		}
	}

	@Test
	void signalEndsCommand() {
		try (ExecProcess process = client.exec(shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done"))) {
			BufferedReader output = process.stdoutReader();
			assertThat(output.readLine()).isEqualTo("ready");
			process.sendSignal("SIGTERM");
			assertThat(process.waitFor()).isEqualTo(7);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		try (ExecProcess process = client.exec(shell("kill -9 $$"))) {
			assertThat(process.waitFor()).isEqualTo(137);
		}
	}

	@Test
	void timeoutIsFailedChange() {
		try (ExecProcess process = client.exec(ExecRequest.of("sleep", "50").withTimeout(Duration.ofMillis(300)))) {
			assertThatExceptionOfType(PebbleChangeException.class).isThrownBy(process::waitForOutput)
				.withMessageContaining("timed out after 300ms");
		}
	}

	@Test
	void closeKillsCommand() {
		ExecProcess process = client.exec(ExecRequest.of("sleep", "1000"));
		process.close();
		assertThat(exitCode(process)).isEqualTo(137L);
		process.close();
		assertThatIOException().isThrownBy(() -> process.stdout().read());
	}

	private static Object exitCode(ExecProcess process) {
		return client.waitForChange(process.changeId(), LONG).tasks().get(0).data().get("exit-code");
	}

	@Test
	void abortKillsCommand() {
		try (ExecProcess process = client.exec(ExecRequest.of("sleep", "1000"))) {
			client.abortChange(process.changeId());
			assertThat(process.waitFor()).isEqualTo(137);
		}
	}

	@Test
	void interruptKillsCommand() throws Exception {
		ExecProcess process = client.exec(ExecRequest.of("sleep", "1000"));
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			try {
				process.waitForOutput();
			}
			catch (Throwable ex) {
				failure.set(ex);
			}
		});
		thread.start();
		thread.interrupt();
		thread.join();
		assertThat(failure.get()).isExactlyInstanceOf(PebbleException.class);
		assertThat(exitCode(process)).isEqualTo(137L);
	}

	@Test
	void pebbleThatDiesIsConnectionError() throws Exception {
		try (PebbleServer other = PebbleServer.start(); PebbleClient client = other.client()) {
			ExecProcess process = client.exec(ExecRequest.of("sleep", "1000"));
			Thread killer = new Thread(other::kill);
			killer.start();
			assertThatExceptionOfType(PebbleConnectionException.class).isThrownBy(process::waitForOutput)
				.withMessageContaining("the output of command 'sleep'");
			killer.join();
			other.run();
			assertThatExceptionOfType(PebbleException.class).isThrownBy(process::waitFor)
				.withMessageContaining("does not know how command 'sleep' ended");
		}
	}

	@Test
	void manyCommandsLeaveNothingBehind() {
		int before = new File("/proc/self/fd").list().length;
		for (int i = 0; i < 50; i++) {
			try (ExecProcess process = client.exec(ExecRequest.of("cat"))) {
				assertThat(process.waitForOutput("x").stdout()).isEqualTo("x");
			}
		}
		assertThat(new File("/proc/self/fd").list().length).isLessThan(before + 20);
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("exec-"));
	}

	@Test
	void commandsRunBesideEachOther() throws InterruptedException {
		List<String> outputs = new CopyOnWriteArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			String word = "word" + i;
			Thread thread = new Thread(() -> {
				try (ExecProcess process = client.exec(ExecRequest.of("echo", word))) {
					outputs.add(process.waitForOutput().stdout().strip());
				}
			});
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(outputs).containsExactlyInAnyOrder("word0", "word1", "word2", "word3", "word4", "word5", "word6",
				"word7");
	}

	private static ExecRequest shell(String script) {
		return ExecRequest.of("sh", "-c", script);
	}

}
