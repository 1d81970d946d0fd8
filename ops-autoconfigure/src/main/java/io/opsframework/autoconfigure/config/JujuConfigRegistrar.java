package io.opsframework.autoconfigure.config;

import io.opsframework.model.CurrentHook;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.PlaceholderConfigurerSupport;
import org.springframework.beans.support.ResourceEditorRegistrar;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.io.ResourceLoader;

/**
 * Adds what {@code juju config} says to the environment of a context, in the place of
 * what others say about {@code charm.config}, and sees to it that it stays text in
 * whatever a context makes of properties.
 */
public final class JujuConfigRegistrar implements BeanFactoryPostProcessor, PriorityOrdered {

	// A character that no text has: it is none.
	private static final String NO_PREFIX = "\uFFFF";

	private final CurrentHook hook;

	private final ConfigurableEnvironment environment;

	private final ResourceLoader resourceLoader;

	/**
	 * Create a new registrar.
	 * @param hook the current hook
	 * @param environment the environment to add to
	 * @param resourceLoader finds what a property names
	 */
	public JujuConfigRegistrar(CurrentHook hook, ConfigurableEnvironment environment, ResourceLoader resourceLoader) {
		this.hook = hook;
		this.environment = environment;
		this.resourceLoader = resourceLoader;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		OtherSources.hideConfig(this.environment.getPropertySources());
		this.environment.getPropertySources().addFirst(new JujuConfigPropertySource(this.hook));
		beanFactory.addEmbeddedValueResolver(new ConfigTextResolver(this.hook, this.environment));
		if (beanFactory.getBeanNamesForType(PlaceholderConfigurerSupport.class, true, false).length == 0) {
			// As each context does, but only if there is no other resolver.
			beanFactory.addEmbeddedValueResolver(this.environment::resolvePlaceholders);
		}
		beanFactory.addPropertyEditorRegistrar(new ResourceEditorRegistrar(this.resourceLoader, noPlaceholders()));
	}

	// The names of files are resolved by who reads properties, and Spring's editors would
	// do it once more.
	private static PropertyResolver noPlaceholders() {
		PropertySourcesPropertyResolver resolver = new PropertySourcesPropertyResolver(new MutablePropertySources());
		resolver.setPlaceholderPrefix(NO_PREFIX);
		return resolver;
	}

}
