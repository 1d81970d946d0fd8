package io.opsframework.test.autoconfigure;

import io.opsframework.autoconfigure.CharmAutoConfiguration;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.juju.JujuVersion;
import io.opsframework.model.CurrentHook;
import io.opsframework.simulation.ModelIdentity;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.testing.Harness;
import io.opsframework.testing.PublishedEventListener;
import io.opsframework.testing.Scenario;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that lets tests run a charm's hooks against a simulated Juju.
 */
@AutoConfiguration(before = CharmAutoConfiguration.class)
public final class HarnessAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TestScope jujuTestScope() {
		return new TestScope();
	}

	@Bean
	PublishedEventListener jujuPublishedEventListener(CurrentHook currentHook) {
		return new PublishedEventListener(currentHook);
	}

	@Bean
	HookLogging jujuHookLogging(CurrentHook currentHook) {
		return new HookLogging(currentHook);
	}

	@Bean
	@Scope(TestScope.NAME)
	Harness jujuHarness(Framework framework, CharmMetadata metadata, Environment environment) {
		Harness harness = new Harness(framework, metadata);
		harness.juju().model().setIdentity(model(environment));
		return harness;
	}

	@Bean
	@Scope(TestScope.NAME)
	SimulatedJuju jujuSimulated(Harness harness) {
		return harness.juju();
	}

	@Bean
	Scenario jujuScenario(Framework framework, CharmMetadata metadata, Environment environment) {
		return new Scenario(framework, metadata).withModel(model(environment));
	}

	private static ModelIdentity model(Environment environment) {
		String version = environment.getProperty("ops.test.juju-version");
		return (version != null) ? ModelIdentity.DEFAULT.withJujuVersion(JujuVersion.of(version).toString())
				: ModelIdentity.DEFAULT;
	}

}
