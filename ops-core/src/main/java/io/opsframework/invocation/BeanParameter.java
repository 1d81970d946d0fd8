package io.opsframework.invocation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.opsframework.listener.ListenerInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A listener's parameter that takes what a constructor could take: a bean, several,
 * perhaps none, or a {@code @Value}.
 */
final class BeanParameter implements ListenerParameter {

	private final DependencyDescriptor descriptor;

	private final DefaultListableBeanFactory beanFactory;

	private BeanParameter(DependencyDescriptor descriptor, DefaultListableBeanFactory beanFactory) {
		this.descriptor = descriptor;
		this.beanFactory = beanFactory;
	}

	static @Nullable BeanParameter of(MethodParameter parameter, String requestingBean,
			DefaultListableBeanFactory beanFactory) {
		DependencyDescriptor descriptor = new DependencyDescriptor(parameter, true);
		try {
			String only = isValue(descriptor, beanFactory) ? null
					: new Candidate(parameter).find(requestingBean, beanFactory);
			return new BeanParameter((only != null) ? new OnlyCandidate(parameter, only) : descriptor, beanFactory);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			// There are beans; the author has to say which.
			throw ex;
		}
		catch (NoSuchBeanDefinitionException ex) {
			return null;
		}
	}

	private static boolean isValue(DependencyDescriptor descriptor, DefaultListableBeanFactory beanFactory) {
		return beanFactory.getAutowireCandidateResolver().getSuggestedValue(descriptor) != null;
	}

	@Override
	public @Nullable Object resolve(ListenerInvocation invocation) {
		return this.beanFactory.resolveDependency(this.descriptor, invocation.listener().beanName());
	}

	/**
	 * What is the only candidate when the application starts stays it, and need not be
	 * looked for again.
	 */
	private static final class OnlyCandidate extends DependencyDescriptor {

		private final String beanName;

		OnlyCandidate(MethodParameter parameter, String beanName) {
			super(parameter, true);
			this.beanName = beanName;
		}

		@Override
		public Object resolveShortcut(BeanFactory beanFactory) {
			return beanFactory.getBean(this.beanName, getDependencyType());
		}

	}

	/**
	 * Lets Spring choose the bean by all its rules, without making it: the beans of a
	 * hook cannot be made yet.
	 */
	private static final class Candidate extends DependencyDescriptor {

		Candidate(MethodParameter parameter) {
			super(parameter, true, false);
			if (parameter.getParameterType() == Optional.class) {
				increaseNestingLevel();
			}
		}

		@Nullable String find(String requestingBean, DefaultListableBeanFactory beanFactory) {
			Set<String> found = new LinkedHashSet<>();
			if (!hasElements(beanFactory)) {
				beanFactory.resolveDependency(this, requestingBean, found, null);
			}
			return (isRequired() && found.size() == 1 && beanFactory.containsBean(found.iterator().next()))
					? found.iterator().next() : null;
		}

		// The elements of an array, a collection or a map Spring would make.
		private boolean hasElements(DefaultListableBeanFactory beanFactory) {
			Class<?> type = elementType(getResolvableType());
			if (type == null) {
				return false;
			}
			DependencyDescriptor element = new DependencyDescriptor(this);
			element.increaseNestingLevel();
			for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false)) {
				if (beanFactory.isAutowireCandidate(name, element)
						|| beanFactory.isAutowireCandidate(name, element.forFallbackMatch())) {
					return true;
				}
			}
			return false;
		}

		private static @Nullable Class<?> elementType(ResolvableType type) {
			Class<?> resolved = type.resolve(Object.class);
			if (resolved.isArray()) {
				return type.getComponentType().resolve();
			}
			if (resolved == Map.class) {
				return type.resolveGeneric(1);
			}
			return (resolved.isInterface() && Collection.class.isAssignableFrom(resolved))
					? type.asCollection().resolveGeneric(0) : null;
		}

		@Override
		public @Nullable Object resolveCandidate(String beanName, Class<?> requiredType, BeanFactory beanFactory) {
			return null;
		}

		// What is null is no primitive.
		@Override
		public Class<?> getDependencyType() {
			return ClassUtils.resolvePrimitiveIfNecessary(super.getDependencyType());
		}

		@Override
		public boolean supportsLazyResolution() {
			return false;
		}

	}

}
