package io.opsframework.test.autoconfigure;

import io.opsframework.autoconfigure.CharmAutoConfiguration;
import io.opsframework.autoconfigure.logging.JujuLogging;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.juju.JujuVersion;
import io.opsframework.model.CurrentHook;
import io.opsframework.simulation.ModelIdentity;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.testing.Harness;
import io.opsframework.testing.Scenario;
import io.opsframework.testing.SimulatedAgent;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that lets tests run a charm's hooks against a simulated Juju, which
 * takes the place of hook tools, of the charm's state and of containers' sockets.
 */
@AutoConfiguration(before = CharmAutoConfiguration.class)
final class HarnessAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SimulatedAgent jujuSimulatedAgent() {
		return new SimulatedAgent();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TestScope jujuTestScope() {
		return new TestScope();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static BeanFactoryPostProcessor jujuTestScopeRegistrar(TestScope scope) {
		return (beanFactory) -> beanFactory.registerScope(TestScope.NAME, scope);
	}

	// What the charm logs is in the simulated Juju's log, beside the console.
	@Bean(destroyMethod = "run")
	Runnable jujuHookLogging(CurrentHook currentHook) {
		return JujuLogging.attach(currentHook);
	}

	@Bean
	@Scope(TestScope.NAME)
	Harness jujuHarness(Framework framework, CharmMetadata metadata, SimulatedAgent agent, Environment environment) {
		Harness harness = new Harness(framework, metadata, agent);
		harness.juju().model().setIdentity(model(environment));
		return harness;
	}

	// Hook tools as well, but those of the context are the agent's.
	@Bean
	@Fallback
	@Scope(TestScope.NAME)
	SimulatedJuju jujuSimulated(Harness harness) {
		return harness.juju();
	}

	@Bean
	Scenario jujuScenario(Framework framework, CharmMetadata metadata, SimulatedAgent agent, Environment environment) {
		return new Scenario(framework, metadata, agent).withModel(model(environment));
	}

	private static ModelIdentity model(Environment environment) {
		String version = environment.getProperty("ops.test.juju-version");
		return (version != null) ? ModelIdentity.DEFAULT.withJujuVersion(JujuVersion.of(version).toString())
				: ModelIdentity.DEFAULT;
	}

}
