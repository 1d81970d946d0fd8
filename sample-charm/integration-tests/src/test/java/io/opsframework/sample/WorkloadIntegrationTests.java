package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import io.opsframework.hooktool.DispatchResult;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.pebble.PebbleServer;
import io.opsframework.pebble.ServiceInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the life of the greeter itself, a process of a real Pebble.
 */
class WorkloadIntegrationTests extends AbstractDispatchIntegrationTests {

	private static final String GREETER = """
			#!/bin/sh
			if [ "$1" = --version ]; then
				echo 1.4.2
			else
				echo "$$ $*" >> '%s'
				exec sleep 600
			fi
			""";

	@TempDir
	private Path directory;

	@Test
	void greeterRunsUntilItIsStopped() throws IOException {
		relateDatabase(CREDENTIALS);
		try (PebbleServer pebble = PebbleServer.start(); PebbleClient client = pebble.client()) {
			installGreeter(pebble);
			DispatchResult ready = runHook("web-pebble-ready", 8080, "Hello");
			assertThat(ready.commandLinesButState()).contains("application-version-set -- 1.4.2",
					status("active", "''"));
			ServiceInfo first = greeter(client);
			runHook("config-changed", 8080, "Good morning");
			assertThat(greeter(client)).isEqualTo(first);
			runHook("config-changed", 8081, "Good morning");
			assertThat(greeter(client).currentSince()).isAfter(first.currentSince());
			runHook("stop", 8081, "Good morning");
			List<String> starts = Files.readAllLines(starts());
			assertThat(starts).extracting((start) -> start.replaceFirst("[0-9]+ ", ""))
				.containsExactly("--port 8080 --log-level info", "--port 8081 --log-level info");
			assertThat(starts).extracting(WorkloadIntegrationTests::isRunning).containsExactly(false, true);
			client.await(client.stopServices(List.of("greeter")), Duration.ofMinutes(1));
			assertThat(starts).extracting(WorkloadIntegrationTests::isRunning).containsExactly(false, false);
		}
	}

	private void installGreeter(PebbleServer pebble) throws IOException {
		Path greeter = Files.createDirectory(pebble.commands()).resolve("greeter");
		Files.writeString(greeter, GREETER.formatted(starts()));
		Files.setPosixFilePermissions(greeter, PosixFilePermissions.fromString("rwxr-xr-x"));
		Path web = Files.createDirectory(this.directory.resolve("web"));
		Files.createSymbolicLink(web.resolve("pebble.socket"), pebble.socket());
	}

	private DispatchResult runHook(String name, int port, String greeting) {
		tools().answer(CONFIG, "{\"greeting\":\"%s\",\"log-level\":\"info\",\"port\":%d}".formatted(greeting, port));
		DispatchResult result = run(hook(name).variable("JUJU_WORKLOAD_NAME", name.startsWith("web-") ? "web" : null)
			.jvmOptions("-Dops.containers.directory=" + this.directory));
		assertThat(result.out() + result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
		tools().commit();
		return result;
	}

	private static ServiceInfo greeter(PebbleClient client) {
		ServiceInfo greeter = client.services(List.of("greeter")).get(0);
		assertThat(greeter.isRunning()).isTrue();
		return greeter;
	}

	private static boolean isRunning(String start) {
		return ProcessHandle.of(Long.parseLong(start.split(" ")[0])).isPresent();
	}

	private Path starts() {
		return this.directory.resolve("starts");
	}

}
