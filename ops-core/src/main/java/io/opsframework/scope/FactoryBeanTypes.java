package io.opsframework.scope;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

/**
 * What factory beans make, as far as their classes and methods say it. Spring would make
 * a factory bean to ask it, which neither may happen before all beans are known nor, for
 * one that needs a hook, before a hook is running.
 */
final class FactoryBeanTypes {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<String, Class<?>> types = new LinkedHashMap<>();

	FactoryBeanTypes(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Class<?> type = beanFactory.isFactoryBean(name) ? beanFactory.getType(name, false) : null;
			if (type != null) {
				this.types.put(name, type);
			}
		}
	}

	// For as long as there are these merged definitions: until the post-processors have
	// run.
	void remember() {
		this.types.forEach((name, type) -> set(merged(name), type));
	}

	private static void set(BeanDefinition definition, Class<?> type) {
		if (!definition.hasAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE)) {
			definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
		}
	}

	private RootBeanDefinition merged(String name) {
		return (RootBeanDefinition) this.beanFactory.getMergedBeanDefinition(name);
	}

	// Spring takes the class for the target type once it was asked for a generic one,
	// hands that on to the definitions to come, and then cannot generate code for them.
	void forget() {
		this.types.keySet().forEach((name) -> merged(name).setTargetType((ResolvableType) null));
	}

	void keep(String name) {
		Class<?> type = this.types.get(name);
		if (type != null) {
			set(this.beanFactory.getBeanDefinition(name), type);
		}
	}

}
