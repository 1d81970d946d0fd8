package io.opsframework.scope;

import io.opsframework.invocation.CharmEventListenerFactory;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Registers the scope of a hook. Which beans are in it is found out by
 * {@link HookScopePostProcessor}.
 */
final class HookScopeConfigurer implements BeanFactoryPostProcessor {

	private final HookBeanScope scope;

	HookScopeConfigurer(HookBeanScope scope) {
		this.scope = scope;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		beanFactory.registerScope(HookBeanScope.NAME, this.scope);
		beanFactory.addBeanPostProcessor(new HiddenListeners(beanFactory));
	}

	/**
	 * Refuses beans that are made after Spring has looked for listeners, and have some
	 * that their declared type does not show: nobody would call them.
	 */
	private record HiddenListeners(ConfigurableListableBeanFactory beanFactory) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (this.beanFactory.containsBeanDefinition(beanName)) {
				BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(beanName);
				Class<?> declared = definition.getResolvableType().resolve(Object.class);
				boolean made = FactoryBean.class.isAssignableFrom(declared);
				if (!made && (!definition.isSingleton() || definition.isLazyInit())) {
					CharmEventListenerFactory.requireDeclaredListeners(beanName, declared, bean.getClass());
				}
			}
			return bean;
		}

	}

}
