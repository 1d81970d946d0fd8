package io.opsframework.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.opsframework.hooktool.ProcessHookToolBackend;
import io.opsframework.model.UnitAgent;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.pebble.PebbleConnectionException;
import io.opsframework.state.FileStateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.util.TestPropertyValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JujuUnitAgent}.
 */
class JujuUnitAgentTests {

	private final HookEnvironment environment;

	private final Path directory;

	JujuUnitAgentTests(@TempDir Path directory) {
		this.directory = directory;
		this.environment = new HookEnvironment(Map.of("JUJU_CONTEXT_ID", "1", "JUJU_CHARM_DIR", directory.toString(),
				"JUJU_DISPATCH_PATH", "hooks/start"));
	}

	private UnitAgent agent() {
		return JujuUnitAgent.of(this.environment, CharmProperties.of(this.environment));
	}

	@Test
	void hookHasProcessesAndFile() throws IOException {
		UnitAgent agent = agent();
		assertThat(agent.context().dispatchPath()).hasToString("hooks/start");
		assertThat(agent.hookTools()).isInstanceOf(ProcessHookToolBackend.class);
		assertThat(agent.stateStore()).isInstanceOf(FileStateStore.class);
		agent.stateStore().save(Map.of("seen", "yes"));
		assertThat(Files.readString(this.directory.resolve(".ops-state.json"))).contains("seen");
	}

	@Test
	void containersAreFoundUnderTheirDirectory() {
		TestPropertyValues.of("ops.containers.directory=" + this.directory).applyTo(this.environment);
		PebbleClient pebble = agent().pebbles().client("web");
		assertThatExceptionOfType(PebbleConnectionException.class).isThrownBy(pebble::systemInfo)
			.withMessageContaining(this.directory.resolve("web/pebble.socket").toString());
	}

	@Test
	void settingsHaveDefaults() {
		CharmProperties properties = CharmProperties.of(this.environment);
		assertThat(properties.containers().directory()).isEqualTo(Path.of("/charm/containers"));
		assertThat(properties.hookTools().timeout()).isEqualTo(Duration.ofMinutes(5));
	}

}
