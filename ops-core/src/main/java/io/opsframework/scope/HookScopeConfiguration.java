package io.opsframework.scope;

import io.opsframework.model.CurrentHook;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

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
	static HookScopePostProcessor jujuHookScopePostProcessor(HookBeanScope scope,
			ObjectProvider<CharmConfigDetector> config) {
		return new HookScopePostProcessor(scope, config.getIfAvailable(() -> (beanFactory, name) -> false));
	}

}
