package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when a hook's log arrives, and what becomes of a hook whose log hangs.
 */
class LogIntegrationTests extends AbstractDispatchIntegrationTests {

	@Test
	void lineArrivesWhileTheHookIsBusy() throws Exception {
		Path fifo = fifo("logged");
		Path log = charm().resolve("log.txt");
		// Open for both, so that nobody has to read.
		runInTool("juju-log", "printf '%s\\n' \"$*\" >>" + log + "; echo logged 1<>" + fifo);
		runInTool("relation-ids", "read -r line <" + fifo + "; echo '[]'");
		succeed(configChanged(), CONFIG, OPENED_PORTS, RELATE);
		assertThat(log).hasContent("--log-level INFO -- GreeterCharm: The greeter says Hello on port 8080");
	}

	@Test
	void logThatHangsCostsHookAFewSeconds() throws Exception {
		runInTool("juju-log", "read -r line <" + fifo("never"));
		long start = System.nanoTime();
		DispatchResult result = run(configChanged());
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(5),
				Duration.ofSeconds(40));
		assertThat(result.exitCode()).isZero();
		assertThat(result.commandLinesButState()).containsExactly(CONFIG, OPENED_PORTS, DATABASES, RELATE);
		assertThat(result.err()).containsOnlyOnce("Hook tool 'juju-log' has failed or hung for too long");
	}

	@Test
	void logThatHangsHidesNoFailure() throws Exception {
		runInTool("juju-log", "read -r line <" + fifo("never"));
		tools().fail(DATABASES, 1, "ERROR is dead");
		DispatchResult result = run(configChanged());
		assertThat(result.exitCode()).isOne();
		assertThat(result.err()).containsOnlyOnce("Hook tool 'juju-log' has failed or hung for too long")
			.contains("failed with exit code 1: is dead");
	}

	private DispatchProcess configChanged() throws IOException {
		return withContainer(hook("config-changed").jvmOptions("-Dops.hook-tools.timeout=1m"));
	}

	private Path fifo(String name) throws IOException, InterruptedException {
		Path fifo = charm().resolve(name);
		assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
		assertThat(Files.exists(fifo)).isTrue();
		return fifo;
	}

}
