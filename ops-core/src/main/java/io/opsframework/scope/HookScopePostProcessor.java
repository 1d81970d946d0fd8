package io.opsframework.scope;

import java.util.Set;

import io.opsframework.invocation.CharmEventListenerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Puts the beans into the scope of a hook that belong there: those that listen to a
 * charm's events, those that its configuration is bound to, and those that get one of
 * these in their constructor or factory method. So an author writes plain components.
 * <p>
 * It runs after the post-processors that have an order, so after bean overrides of tests,
 * and among the others when it is registered: what those do that are registered later is
 * not seen. It does not run in an application that was processed ahead of time, where the
 * beans have their scope already.
 */
final class HookScopePostProcessor implements BeanFactoryPostProcessor {

	private final CharmConfigDetector config;

	// Whether to fail if a dependency of a hook bean is missing. In a hook the bean that
	// needs it fails, if it is needed at all.
	private final boolean checked;

	HookScopePostProcessor(CharmConfigDetector config, boolean checked) {
		this.config = config;
		this.checked = checked;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		FactoryBeanTypes types = new FactoryBeanTypes(beanFactory);
		types.remember();
		Set<String> hookBeans = findHookBeans(beanFactory);
		types.forget();
		hookBeans.forEach(types::keep);
	}

	private Set<String> findHookBeans(ConfigurableListableBeanFactory beanFactory) {
		BeanDependencies dependencies = new BeanDependencies((DefaultListableBeanFactory) beanFactory);
		HookBeans beans = new HookBeans(beanFactory, dependencies);
		beans.promote((name, type) -> reason(beanFactory, name, type));
		beans.promoteDependents();
		beans.refuseListenersBesideBeans();
		beans.refuseLateHolders();
		if (this.checked) {
			MissingDependencies missing = new MissingDependencies(beanFactory, dependencies);
			beans.names().forEach(missing::refuse);
		}
		return beans.names();
	}

	private @Nullable String reason(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type) {
		if (this.config.isBoundToConfig(beanFactory, name)) {
			return "the charm's configuration is bound to it";
		}
		return CharmEventListenerFactory.charmListeners(type).isEmpty() ? null : "it listens to the charm's events";
	}

}
