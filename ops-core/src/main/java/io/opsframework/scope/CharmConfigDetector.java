package io.opsframework.scope;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Knows the beans that the charm's configuration is bound to. They live as long as a
 * hook, since the next one can find another configuration.
 */
@FunctionalInterface
public interface CharmConfigDetector {

	/**
	 * Whether the configuration is bound to a bean. The bean must not be made.
	 * @param beanFactory the context's bean factory
	 * @param beanName the bean's name
	 * @return {@code true} if it is
	 */
	boolean isBoundToConfig(ListableBeanFactory beanFactory, String beanName);

}
