package io.opsframework.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.opsframework.hooktool.ProcessHookToolBackend;
import io.opsframework.juju.JujuContext;
import io.opsframework.model.PebbleClients;
import io.opsframework.model.UnitAgent;
import io.opsframework.state.FileStateStore;

import org.springframework.core.env.Environment;

/**
 * What a hook has of Juju's own unit agent.
 */
final class JujuUnitAgent {

	private static final String STATE_FILE = ".ops-state.json";

	private static final Duration PEBBLE_TIMEOUT = Duration.ofSeconds(5);

	private JujuUnitAgent() {
	}

	static UnitAgent of(Environment environment, CharmProperties properties) {
		Map<String, String> variables = JujuEnvironment.variables(environment);
		JujuContext context = JujuContext.of(variables);
		return new UnitAgent(context,
				new ProcessHookToolBackend(variables, Path.of("").toAbsolutePath(), properties.hookTools().timeout()),
				new FileStateStore(context.charmDirectory().resolve(STATE_FILE)),
				PebbleClients.in(properties.containers().directory(), PEBBLE_TIMEOUT));
	}

}
