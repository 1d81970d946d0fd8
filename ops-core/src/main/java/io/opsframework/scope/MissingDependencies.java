package io.opsframework.scope;

import java.util.Arrays;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.DelegatingMessageSource;
import org.springframework.core.CollectionFactory;

/**
 * Finds out when the application starts that a hook bean cannot be made, rather than in
 * the hook that needs it. Placeholders are not looked at: what they stand for may exist
 * only in a hook.
 */
final class MissingDependencies {

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanDependencies dependencies;

	MissingDependencies(ConfigurableListableBeanFactory beanFactory, BeanDependencies dependencies) {
		this.beanFactory = beanFactory;
		this.dependencies = dependencies;
	}

	// Throws what Spring throws when it makes a bean whose dependency is missing.
	void refuse(String beanName) {
		for (DependencyDescriptor parameter : this.dependencies.ofCreation(beanName)) {
			refuse(parameter, beanName, isEmptyIfMissing(parameter.getDependencyType()));
		}
		this.dependencies.ofMembers(beanName).forEach((member) -> refuse(member, beanName, false));
	}

	private void refuse(DependencyDescriptor dependency, String beanName, boolean emptyIfMissing) {
		try {
			this.dependencies.resolve(dependency, beanName);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw unsatisfied(dependency, beanName, ex);
		}
		catch (NoSuchBeanDefinitionException ex) {
			if (!emptyIfMissing && !mayTurnUp(dependency.getDependencyType())) {
				throw unsatisfied(dependency, beanName, ex);
			}
		}
	}

	private UnsatisfiedDependencyException unsatisfied(DependencyDescriptor dependency, String beanName,
			BeansException cause) {
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(beanName);
		return new UnsatisfiedDependencyException(definition.getResourceDescription(), beanName, dependency, cause);
	}

	// Constructors and factory methods then get an empty one.
	private static boolean isEmptyIfMissing(Class<?> type) {
		return type.isArray() || CollectionFactory.isApproximableCollectionType(type)
				|| CollectionFactory.isApproximableMapType(type);
	}

	// What is known only when singletons have been made, and what the context brings
	// after its post-processors.
	private boolean mayTurnUp(Class<?> type) {
		return Arrays.stream(this.beanFactory.getBeanDefinitionNames())
			.filter((name) -> !this.beanFactory.getBeanDefinition(name).isAbstract())
			.map((name) -> this.beanFactory.getType(name, false))
			.anyMatch((known) -> mayBe(known, type))
				|| Stream
					.of(DelegatingMessageSource.class, SimpleApplicationEventMulticaster.class,
							DefaultLifecycleProcessor.class)
					.anyMatch(type::isAssignableFrom);
	}

	private static boolean mayBe(@Nullable Class<?> known, Class<?> type) {
		return known == null || (known != type && known.isAssignableFrom(type));
	}

}
