package io.opsframework.scope;

import io.opsframework.juju.JujuContext;
import io.opsframework.model.CurrentHook;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The scope of a hook, and who puts beans into it.
 */
@Configuration(proxyBeanMethods = false)
public final class HookScopeConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static HookBeanScope jujuHookScope(CurrentHook currentHook) {
		return new HookBeanScope(currentHook);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static HookScopeConfigurer jujuHookScopeConfigurer(HookBeanScope scope) {
		return new HookScopeConfigurer(scope);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static HookScopePostProcessor jujuHookScopePostProcessor(ObjectProvider<CharmConfigDetector> config,
			ConfigurableEnvironment environment) {
		return new HookScopePostProcessor(config.getIfAvailable(() -> (beanFactory, name) -> false),
				!runsHook(environment));
	}

	// Tests may run in Juju's environment too.
	private static boolean runsHook(ConfigurableEnvironment environment) {
		return JujuContext.isPresent(environment.getSystemEnvironment())
				&& environment.getProperty("ops.runner.enabled", Boolean.class, true);
	}

}
