package io.opsframework.autoconfigure;

import io.opsframework.dispatch.Framework;
import io.opsframework.model.UnitAgent;
import io.opsframework.state.StateStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that runs the hook Juju started the process for. Off in tests, which
 * run hooks themselves.
 */
@AutoConfiguration(after = CharmAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "ops.runner.enabled", matchIfMissing = true)
public final class CharmRunnerAutoConfiguration {

	@Bean
	CharmRunner jujuRunner(Framework framework, ConfigurableApplicationContext context, ObjectProvider<UnitAgent> agent,
			ObjectProvider<StateStore> stateStore, ObjectProvider<HookProcess> process) {
		return new CharmRunner(framework, context, agent, stateStore, process);
	}

}
