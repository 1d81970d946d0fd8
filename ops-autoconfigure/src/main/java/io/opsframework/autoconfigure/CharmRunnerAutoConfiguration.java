package io.opsframework.autoconfigure;

import io.opsframework.autoconfigure.verification.UnheardActionVerifier;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.model.UnitAgent;
import io.opsframework.state.StateStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that runs the hook Juju started the process for. Off in tests, which
 * run hooks themselves, and may have a part of the charm only.
 */
@AutoConfiguration(after = CharmAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "ops.runner.enabled", matchIfMissing = true)
public final class CharmRunnerAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static UnheardActionVerifier jujuUnheardActionVerifier(ObjectProvider<CharmMetadata> metadata,
			Environment environment) {
		return new UnheardActionVerifier(metadata, JujuEnvironment.isHook(environment));
	}

	@Bean
	CharmRunner jujuRunner(Framework framework, ConfigurableApplicationContext context, ObjectProvider<UnitAgent> agent,
			ObjectProvider<StateStore> stateStore, ObjectProvider<HookProcess> process) {
		return new CharmRunner(framework, context, agent, stateStore, process);
	}

}
