package io.opsframework.autoconfigure.config;

import io.opsframework.model.CurrentHook;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Adds what {@code juju config} says to the environment of a context, before all other
 * property sources.
 */
public final class JujuConfigRegistrar implements BeanFactoryPostProcessor, PriorityOrdered {

	private final CurrentHook hook;

	private final ConfigurableEnvironment environment;

	/**
	 * Create a new registrar.
	 * @param hook the current hook
	 * @param environment the environment to add to
	 */
	public JujuConfigRegistrar(CurrentHook hook, ConfigurableEnvironment environment) {
		this.hook = hook;
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		this.environment.getPropertySources().addFirst(new JujuConfigPropertySource(this.hook));
	}

}
