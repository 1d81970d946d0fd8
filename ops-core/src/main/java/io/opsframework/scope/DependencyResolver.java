package io.opsframework.scope;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Asks the bean factory which beans it would inject, without letting it make one.
 */
final class DependencyResolver {

	private static final Set<Class<?>> COLLECTING = Set.of(Collection.class, List.class, Set.class, Map.class);

	private final DefaultListableBeanFactory beanFactory;

	DependencyResolver(DefaultListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	// The beans' names: none for what is looked up later (a provider, a lazy proxy), is a
	// value, or is optional and not there.
	Set<String> resolve(DependencyDescriptor dependency, String beanName) throws BeansException {
		dependency.initParameterNameDiscovery(this.beanFactory.getParameterNameDiscoverer());
		if (isNoBean(dependency, beanName)) {
			return Set.of();
		}
		if (dependency.getDependencyType() == Optional.class) {
			return resolve(new Nested(dependency, false), beanName);
		}
		Set<String> elements = elements(dependency, beanName);
		if (!elements.isEmpty()) {
			return elements;
		}
		Set<String> names = new LinkedHashSet<>();
		this.beanFactory.resolveDependency(new Question(dependency), beanName, names, null);
		return names.stream().map(BeanFactoryUtils::transformedBeanName).collect(Collectors.toSet());
	}

	private boolean isNoBean(DependencyDescriptor dependency, String beanName) {
		return this.beanFactory.getAutowireCandidateResolver().getSuggestedValue(dependency) != null
				|| this.beanFactory.getAutowireCandidateResolver()
					.getLazyResolutionProxyClass(dependency, beanName) != null;
	}

	// The bean factory makes the beans that it collects while it looks for them, so that
	// it must not be asked.
	private Set<String> elements(DependencyDescriptor dependency, String beanName) {
		Class<?> elementType = elementType(dependency);
		if (elementType == null || isBeanOfItsOwn(dependency, beanName)) {
			return Set.of();
		}
		return candidates(elementType, new Nested(dependency, true), beanName);
	}

	private static @Nullable Class<?> elementType(DependencyDescriptor dependency) {
		ResolvableType type = dependency.getResolvableType();
		if (type.isArray()) {
			return type.getComponentType().resolve();
		}
		Class<?> raw = dependency.getDependencyType();
		if (!raw.isInterface()) {
			return null;
		}
		if (Map.class.isAssignableFrom(raw)) {
			return (type.asMap().resolveGeneric(0) == String.class) ? type.asMap().resolveGeneric(1) : null;
		}
		return Collection.class.isAssignableFrom(raw) ? type.asCollection().resolveGeneric(0) : null;
	}

	// A SortedSet, say, is collected only where no bean is one.
	private boolean isBeanOfItsOwn(DependencyDescriptor dependency, String beanName) {
		Class<?> type = dependency.getDependencyType();
		return !type.isArray() && !COLLECTING.contains(type) && !candidates(type, dependency, beanName).isEmpty();
	}

	private Set<String> candidates(Class<?> type, DependencyDescriptor dependency, String beanName) {
		String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false);
		Set<String> candidates = candidates(names, dependency, beanName);
		return candidates.isEmpty() ? candidates(names, dependency.forFallbackMatch(), beanName) : candidates;
	}

	private Set<String> candidates(String[] names, DependencyDescriptor dependency, String beanName) {
		return Arrays.stream(names)
			.filter((name) -> !name.equals(beanName) && this.beanFactory.isAutowireCandidate(name, dependency))
			.map(BeanFactoryUtils::transformedBeanName)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * What is inside of an array, a collection, a map or an {@code Optional}.
	 */
	private static final class Nested extends DependencyDescriptor {

		private final boolean needed;

		Nested(DependencyDescriptor original, boolean needed) {
			super(original);
			this.needed = needed;
			increaseNestingLevel();
		}

		@Override
		public boolean isRequired() {
			return this.needed;
		}

	}

	/**
	 * A dependency for which no bean is made: the bean factory says only its name.
	 */
	private static final class Question extends DependencyDescriptor {

		private final DependencyDescriptor original;

		Question(DependencyDescriptor original) {
			super(original);
			this.original = original;
		}

		@Override
		public boolean isRequired() {
			return this.original.isRequired();
		}

		@Override
		public boolean isEager() {
			return false;
		}

		@Override
		@SuppressWarnings("NullAway")
		public Object resolveCandidate(String beanName, Class<?> requiredType, BeanFactory beanFactory) {
			return null;
		}

	}

}
