package io.opsframework.scope;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.opsframework.invocation.CharmEventListenerFactory;
import io.opsframework.listener.RelationEndpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.SpringProperties;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Puts the beans into the scope of a hook that belong there: those that listen to a
 * charm's events, those that its configuration is bound to, and those that need one of
 * these in their constructor or factory method. So an author writes plain components.
 */
final class HookScopePostProcessor implements BeanFactoryPostProcessor, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(HookScopePostProcessor.class);

	private static final String PROCESSED = "jujuHookBeansProcessed";

	private final HookBeanScope scope;

	private final CharmConfigDetector config;

	HookScopePostProcessor(HookBeanScope scope, CharmConfigDetector config) {
		this.scope = scope;
		this.config = config;
	}

	/**
	 * The last one: bean overrides of tests have taken their places before.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		beanFactory.registerScope(HookBeanScope.NAME, this.scope);
		if (!beanFactory.containsBeanDefinition(PROCESSED)) {
			findHookBeans(beanFactory);
		}
		if (SpringProperties.getFlag("spring.aot.processing")) {
			((BeanDefinitionRegistry) beanFactory).registerBeanDefinition(PROCESSED,
					new RootBeanDefinition(ProcessedAheadOfTime.class));
		}
	}

	private void findHookBeans(ConfigurableListableBeanFactory beanFactory) {
		Map<String, Class<?>> candidates = candidates(beanFactory);
		Map<String, Class<?>> hookBeans = hookBeans(beanFactory);
		candidates.forEach((name, type) -> {
			String reason = reason(beanFactory, name, type);
			if (reason != null) {
				promote(beanFactory, name, type, reason, hookBeans);
			}
		});
		candidates.keySet().removeAll(hookBeans.keySet());
		while (promoteDependents(beanFactory, candidates, hookBeans)) {
			candidates.keySet().removeAll(hookBeans.keySet());
		}
		HookBeanHolders holders = new HookBeanHolders(hookBeans);
		candidates.forEach((name, type) -> {
			if (beanFactory.getBeanDefinition(name).isLazyInit()) {
				holders.refuse(type);
			}
		});
	}

	private static Map<String, Class<?>> candidates(ConfigurableListableBeanFactory beanFactory) {
		Map<String, Class<?>> candidates = new LinkedHashMap<>();
		for (String name : beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = beanFactory.getBeanDefinition(name);
			boolean candidate = definition.isSingleton() && !definition.isAbstract()
					&& definition.getRole() == BeanDefinition.ROLE_APPLICATION && !beanFactory.containsSingleton(name);
			Class<?> type = candidate ? beanFactory.getType(name, false) : null;
			if (type != null && !RelationEndpoint.class.isAssignableFrom(type)) {
				candidates.put(name, type);
			}
		}
		return candidates;
	}

	private static Map<String, Class<?>> hookBeans(ConfigurableListableBeanFactory beanFactory) {
		Map<String, Class<?>> hookBeans = new LinkedHashMap<>();
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Class<?> type = HookBeanScope.NAME.equals(beanFactory.getBeanDefinition(name).getScope())
					? beanFactory.getType(name, false) : null;
			if (type != null) {
				CharmEventListenerFactory.requireOnlyCharmListeners(type);
				hookBeans.put(name, type);
			}
		}
		return hookBeans;
	}

	private @Nullable String reason(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type) {
		if (this.config.isBoundToConfig(beanFactory, name)) {
			return "the charm's configuration is bound to it";
		}
		return CharmEventListenerFactory.hasCharmListeners(type) ? "it listens to the charm's events" : null;
	}

	private static void promote(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type, String reason,
			Map<String, Class<?>> hookBeans) {
		CharmEventListenerFactory.requireOnlyCharmListeners(type);
		beanFactory.getBeanDefinition(name).setScope(HookBeanScope.NAME);
		hookBeans.put(name, type);
		logger.debug("Bean '{}' lives as long as a hook: {}", name, reason);
	}

	private static boolean promoteDependents(ConfigurableListableBeanFactory beanFactory,
			Map<String, Class<?>> candidates, Map<String, Class<?>> hookBeans) {
		int before = hookBeans.size();
		candidates.forEach((name, type) -> {
			String needed = neededHookBean(beanFactory.getMergedBeanDefinition(name), type, hookBeans);
			if (needed != null) {
				promote(beanFactory, name, type, "it needs bean '%s'".formatted(needed), hookBeans);
			}
		});
		return hookBeans.size() > before;
	}

	private static @Nullable String neededHookBean(BeanDefinition definition, Class<?> type,
			Map<String, Class<?>> hookBeans) {
		Executable executable = executable(definition, type);
		if (executable == null) {
			return null;
		}
		for (int i = 0; i < executable.getParameterCount(); i++) {
			Class<?> needed = neededType(MethodParameter.forExecutable(executable, i));
			for (Map.Entry<String, Class<?>> hookBean : hookBeans.entrySet()) {
				if (needed != Object.class && needed.isAssignableFrom(hookBean.getValue())) {
					return hookBean.getKey();
				}
			}
		}
		return null;
	}

	private static Class<?> neededType(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		Class<?> raw = type.resolve(Object.class);
		if (raw == Optional.class || Collection.class.isAssignableFrom(raw)) {
			return type.getGeneric(0).resolve(Object.class);
		}
		return raw;
	}

	private static @Nullable Executable executable(BeanDefinition definition, Class<?> type) {
		if (definition instanceof RootBeanDefinition root && root.getResolvedFactoryMethod() != null) {
			return root.getResolvedFactoryMethod();
		}
		if (definition.getFactoryMethodName() != null) {
			return null;
		}
		Constructor<?>[] constructors = type.getDeclaredConstructors();
		for (Constructor<?> constructor : constructors) {
			if (constructors.length == 1 || AnnotatedElementUtils.hasAnnotation(constructor, Autowired.class)) {
				return constructor;
			}
		}
		return null;
	}

}
