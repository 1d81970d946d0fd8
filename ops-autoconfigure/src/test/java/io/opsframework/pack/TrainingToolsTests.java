package io.opsframework.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.JujuVersion;
import io.opsframework.simulation.ModelIdentity;
import io.opsframework.simulation.SimulatedJuju;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrainingTools}.
 */
class TrainingToolsTests {

	private static final CharmMetadata METADATA = CharmMetadata.fromCharmcraft("charmcraft.yaml",
			new ByteArrayInputStream("""
					name: greeter
					config:
					  options:
					    greeting: {type: string, default: Hello}
					    port: {type: int}
					""".getBytes(StandardCharsets.UTF_8)));

	@TempDir
	private Path workspace;

	private Path tools;

	@BeforeEach
	void write() throws IOException {
		this.tools = new TrainingTools(METADATA).write(this.workspace,
				Map.of("JUJU_DISPATCH_PATH", "hooks/config-changed"));
	}

	@Test
	void everyToolOfTheSimulationIsThere() throws IOException {
		try (Stream<Path> files = Files.list(this.tools)) {
			assertThat(files).allMatch(Files::isExecutable)
				.extracting((file) -> file.getFileName().toString())
				.containsExactlyInAnyOrderElementsOf(
						SimulatedJuju.tools(JujuVersion.of(ModelIdentity.DEFAULT.jujuVersion())))
				.contains("secret-ids", "opened-ports", "network-get", "goal-state");
		}
	}

	@Test
	void answersAreThoseOfAQuietLeader() {
		HookTools tools = new HookTools((call) -> new HookToolResult(0, answer(call.tool()), ""));
		assertThat(tools.isLeader()).isTrue();
		assertThat(tools.configGet()).isEqualTo(Map.of("greeting", "Hello"));
		assertThat(tools.relationIds("database")).isEmpty();
		assertThat(tools.statusGet().status()).isEqualTo("unknown");
		assertThat(tools.stateGet("seen")).isEmpty();
		assertThat(tools.secretIds()).isEmpty();
		assertThat(tools.openedPorts()).isEmpty();
		assertThat(tools.networkGet("database", null).bindAddress()).isPresent();
		assertThat(tools.goalState().plannedUnits()).isEqualTo(1);
	}

	@Test
	void whatFailsHereFailsThere() {
		assertThat(answer("credential-get.error"))
			.isEqualTo("ERROR cannot access cloud credentials: permission denied\n");
		assertThat(this.workspace.resolve("answers/credential-get")).doesNotExist();
	}

	@Test
	void whatWritesSaysNothing() {
		for (String tool : List.of("status-set", "relation-set", "state-set", "open-port", "action-set")) {
			assertThat(this.workspace.resolve("answers").resolve(tool + ".error")).doesNotExist();
			assertThat(this.workspace.resolve("answers").resolve(tool))
				.satisfiesAnyOf((file) -> assertThat(file).doesNotExist(), (file) -> assertThat(file).isEmptyFile());
		}
	}

	private String answer(String name) {
		try {
			return Files.readString(this.workspace.resolve("answers").resolve(name));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
