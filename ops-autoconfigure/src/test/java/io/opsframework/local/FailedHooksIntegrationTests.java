package io.opsframework.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalMode} as a program whose hooks fail.
 */
class FailedHooksIntegrationTests {

	@TempDir
	private Path directory;

	@Test
	void failedHooksGiveExitCodeAfterTheScript() throws Exception {
		Path script = Files.writeString(this.directory.resolve("play.txt"), "hook update-status\nhook start\n");
		assertThat(play("--script", script.toString())).isOne();
		assertThat(this.directory.resolve("errors")).hasContent("ERROR Hooks that failed: 1");
		assertThat(this.directory.resolve("output")).content()
			.containsSubsequence("\nupdate-status ", "  FAILED     ", "out of order\n", "\n> hook start\n", "\nstart ");
	}

	@Test
	void charmThatActsOnTheMachineIsPlayedOnlyWithConsent() throws Exception {
		Path charm = Files.createDirectory(this.directory.resolve("charm"));
		Files.writeString(charm.resolve("charmcraft.yaml"),
				"""
						{type: charm, name: machine, requires: {database: {interface: postgresql_client}},
						storage: {data: {type: filesystem}},
						actions: {greet: {params: {who: {type: string}, loud: {type: boolean, default: false}}, required: [who]}}}
						""");
		assertThat(play("--ops.charm.directory=" + charm)).isOne();
		assertThat(this.directory.resolve("errors")).content()
			.startsWith("ERROR machine has no containers: its listeners act on this machine, as user ")
			.endsWith(". Start it with --yes where they may\n")
			.hasLineCount(1);
		assertThat(this.directory.resolve("output")).isEmptyFile();
		assertThat(play("--ops.charm.directory=" + charm, "--yes")).isZero();
		assertThat(this.directory.resolve("output")).content()
			.containsSubsequence("\ndata-storage-attached ", "\ninstall ", "\nstart ", "\nStorage ");
		assertThat(storageIn("output").getParent().getParent()).doesNotExist();
	}

	private Path storageIn(String output) throws IOException {
		return Files.readString(this.directory.resolve(output))
			.lines()
			.filter((line) -> line.startsWith("data/0 "))
			.map((line) -> Path.of(line.replaceFirst("data/0 +attached +", "")))
			.findFirst()
			.orElseThrow();
	}

	private int play(String... arguments) throws IOException, InterruptedException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		ProcessBuilder builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), PlayedApplication.class.getName());
		builder.command().addAll(List.of(arguments));
		builder.environment().keySet().removeIf((name) -> name.startsWith("JUJU_"));
		Process process = builder.redirectInput(new File("/dev/null"))
			.redirectOutput(this.directory.resolve("output").toFile())
			.redirectError(this.directory.resolve("errors").toFile())
			.start();
		try {
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
