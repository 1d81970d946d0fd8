package io.opsframework.scope;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.opsframework.invocation.CharmEventListenerFactory;
import io.opsframework.invocation.InvalidListenerException;
import io.opsframework.listener.RelationEndpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

/**
 * The beans that live as long as a hook, and the others of the application, which may
 * have to.
 */
final class HookBeans {

	private static final Logger logger = LoggerFactory.getLogger(HookBeans.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanDependencies dependencies;

	private final Map<String, Class<?>> hookBeans = new LinkedHashMap<>();

	private final Map<String, Class<?>> singletons = new LinkedHashMap<>();

	// Not promoted, but what takes one that needs a hook bean needs that too.
	private final Map<String, Class<?>> prototypes = new LinkedHashMap<>();

	private final Map<String, List<DependencyDescriptor>> parameters = new HashMap<>();

	private final Map<DependencyDescriptor, Set<String>> resolved = new HashMap<>();

	HookBeans(ConfigurableListableBeanFactory beanFactory, BeanDependencies dependencies) {
		this.beanFactory = beanFactory;
		this.dependencies = dependencies;
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Class<?> type = beanFactory.getType(name, false);
			if (type != null) {
				add(name, type, definition(name));
			}
		}
	}

	private RootBeanDefinition definition(String name) {
		return (RootBeanDefinition) this.beanFactory.getMergedBeanDefinition(name);
	}

	// A mock is a singleton that exists already, and stays one. So does a scoped proxy.
	private void add(String name, Class<?> type, RootBeanDefinition definition) {
		if (HookBeanScope.NAME.equals(definition.getScope())) {
			CharmEventListenerFactory.requireOnlyCharmListeners(type);
			this.hookBeans.put(name, type);
		}
		else if (definition.getRole() != BeanDefinition.ROLE_APPLICATION || definition.isAbstract()
				|| definition.getDecoratedDefinition() != null || this.beanFactory.containsSingleton(name)) {
			return;
		}
		else if (definition.isSingleton()) {
			this.singletons.put(name, type);
		}
		else if (definition.isPrototype()) {
			this.prototypes.put(name, type);
		}
	}

	Set<String> names() {
		return this.hookBeans.keySet();
	}

	// Promotes the singletons that have a reason of their own.
	void promote(BiFunction<String, Class<?>, @Nullable String> reasons) {
		promotable().forEach((name) -> promote(name, reasons.apply(name, this.singletons.get(name))));
	}

	private List<String> promotable() {
		return this.singletons.keySet()
			.stream()
			.filter((name) -> !RelationEndpoint.class.isAssignableFrom(this.singletons.get(name)))
			.toList();
	}

	private boolean promote(String name, @Nullable String reason) {
		if (reason == null) {
			return false;
		}
		Class<?> type = this.singletons.get(name);
		CharmEventListenerFactory.requireOnlyCharmListeners(type);
		this.beanFactory.getBeanDefinition(name).setScope(HookBeanScope.NAME);
		this.singletons.remove(name);
		this.hookBeans.put(name, type);
		logger.debug("Bean '{}' lives as long as a hook: {}", name, reason);
		return true;
	}

	// Promotes the singletons that need a hook bean to be made, but none that has @Bean
	// methods for beans that live longer.
	void promoteDependents() {
		boolean promoted = true;
		while (promoted) {
			promoted = false;
			for (String name : promotable()) {
				String needed = needed(name, parameters(name));
				String reason = (needed != null && outliving(name).isEmpty()) ? "it needs bean '%s'".formatted(needed)
						: null;
				promoted |= promote(name, reason);
			}
		}
	}

	private List<DependencyDescriptor> parameters(String name) {
		return this.parameters.computeIfAbsent(name, this.dependencies::ofCreation);
	}

	private @Nullable String needed(String name, List<DependencyDescriptor> dependencies) {
		return needed(name, dependencies, Set.of(name));
	}

	private @Nullable String needed(String name, List<DependencyDescriptor> dependencies, Set<String> path) {
		return dependencies.stream()
			.filter(this::mayBeHookBean)
			.flatMap((dependency) -> resolve(dependency, name).stream())
			.filter((needed) -> isBoundToHook(needed, path))
			.findFirst()
			.orElse(null);
	}

	// To ask the bean factory takes long where it has many beans. Mostly the type shows
	// that it would name none of these.
	private boolean mayBeHookBean(DependencyDescriptor dependency) {
		Class<?> type = dependency.getDependencyType();
		boolean container = type.isArray() || type == Optional.class || Collection.class.isAssignableFrom(type)
				|| Map.class.isAssignableFrom(type);
		return isTypeOfHookBean(type) || FactoryBean.class.isAssignableFrom(type)
				|| (container && hasElementsOfHookBeans(dependency.getResolvableType()));
	}

	private boolean isTypeOfHookBean(Class<?> type) {
		return this.hookBeans.values().stream().anyMatch(type::isAssignableFrom)
				|| this.prototypes.values().stream().anyMatch(type::isAssignableFrom);
	}

	private boolean hasElementsOfHookBeans(ResolvableType type) {
		return isTypeOfHookBean(type.resolve(Object.class))
				|| (type.isArray() && hasElementsOfHookBeans(type.getComponentType()))
				|| Stream.of(type.getGenerics()).anyMatch(this::hasElementsOfHookBeans);
	}

	private Set<String> resolve(DependencyDescriptor dependency, String name) {
		return this.resolved.computeIfAbsent(dependency, (asked) -> this.dependencies.names(asked, name));
	}

	private boolean isBoundToHook(String name, Set<String> path) {
		if (this.hookBeans.containsKey(name)) {
			return true;
		}
		Set<String> longer = new HashSet<>(path);
		return this.prototypes.containsKey(name) && longer.add(name) && needed(name, parameters(name), longer) != null;
	}

	private List<String> outliving(String factory) {
		return Stream.of(this.beanFactory.getBeanDefinitionNames())
			.filter((name) -> factory.equals(this.beanFactory.getBeanDefinition(name).getFactoryBeanName()))
			.filter((name) -> !this.hookBeans.containsKey(name) && definition(name).isSingleton())
			.toList();
	}

	// A class with listeners cannot be made for each hook if other beans are made of it.
	void refuseListenersBesideBeans() {
		this.hookBeans.forEach((name, type) -> {
			List<String> outliving = outliving(name);
			if (!outliving.isEmpty()) {
				CharmEventListenerFactory.charmListeners(type)
					.forEach((listener) -> refuseListenerBeside(outliving, listener));
			}
		});
	}

	private static void refuseListenerBeside(List<String> outliving, Method listener) {
		throw new InvalidListenerException(listener,
				"is in a class that lives only as long as a hook, while its @Bean methods make beans that live longer: %s"
					.formatted(outliving),
				"Move the listener to a component of its own, or make the @Bean methods static.");
	}

	// A singleton that is made with the context and holds a hook bean fails by itself.
	// One that is made later would keep the bean of the hook that happens to run.
	void refuseLateHolders() {
		this.singletons.keySet().stream().filter((name) -> definition(name).isLazyInit()).forEach((name) -> {
			List<DependencyDescriptor> held = new ArrayList<>(parameters(name));
			held.addAll(this.dependencies.ofMembers(name));
			String needed = needed(name, held);
			if (needed != null) {
				throw new NoHookException(needed);
			}
		});
	}

}
