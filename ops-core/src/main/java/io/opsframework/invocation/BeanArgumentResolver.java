package io.opsframework.invocation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.MethodParameter;

/**
 * Provides beans, by the rules of {@code @Autowired}.
 */
final class BeanArgumentResolver implements ListenerArgumentResolver {

	private final ConfigurableListableBeanFactory beanFactory;

	// What is the only candidate when the application starts stays it.
	private final Map<MethodParameter, String> onlyCandidates = new ConcurrentHashMap<>();

	BeanArgumentResolver(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (type == Optional.class || ObjectProvider.class.isAssignableFrom(type) || parameter.isOptional()) {
			return true;
		}
		DependencyDescriptor descriptor = new DependencyDescriptor(parameter, true);
		List<String> candidates = Stream.of(this.beanFactory.getBeanNamesForType(type, true, false))
			.filter((name) -> this.beanFactory.isAutowireCandidate(name, descriptor))
			.toList();
		if (candidates.size() == 1) {
			this.onlyCandidates.put(parameter, candidates.get(0));
		}
		return !candidates.isEmpty() || isResolvableDependency(descriptor.getDependencyType());
	}

	// The context and its like are no beans and yet can be injected.
	private boolean isResolvableDependency(Class<?> type) {
		return type.isInstance(this.beanFactory) || ApplicationContext.class.isAssignableFrom(type)
				|| type == ApplicationEventPublisher.class;
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, ListenerInvocation invocation) {
		String only = this.onlyCandidates.get(parameter);
		if (only != null) {
			return this.beanFactory.getBean(only);
		}
		return this.beanFactory.resolveDependency(new DependencyDescriptor(parameter, true),
				invocation.listener().beanName());
	}

}
