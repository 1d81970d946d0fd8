package io.opsframework.test.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.support.SimpleThreadScope;

/**
 * The scope of beans that each test has of its own, bound to the test's thread.
 */
final class TestScope extends SimpleThreadScope implements BeanFactoryPostProcessor {

	static final String NAME = "charmTest";

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		beanFactory.registerScope(NAME, this);
		this.beanFactory = beanFactory;
	}

	void end() {
		if (this.beanFactory != null) {
			for (String name : this.beanFactory.getBeanDefinitionNames()) {
				if (NAME.equals(this.beanFactory.getBeanDefinition(name).getScope())) {
					remove(name);
				}
			}
		}
	}

	// A test's beans hold nothing that must be released.
	@Override
	public void registerDestructionCallback(String name, Runnable callback) {
	}

}
