package io.opsframework.invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.listener.ListenerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Finds who provides each parameter of a listener, once, and lets them.
 */
final class ListenerArguments {

	private final List<ListenerArgumentResolver> resolvers;

	private final Map<ListenerMethod, List<Source>> sources = new ConcurrentHashMap<>();

	ListenerArguments(List<ListenerArgumentResolver> resolvers) {
		this.resolvers = List.copyOf(resolvers);
	}

	void validate(ListenerMethod listener) {
		sources(listener);
	}

	@Nullable Object[] resolve(ListenerInvocation invocation) {
		List<Source> found = sources(invocation.listener());
		@Nullable Object[] arguments = new @Nullable Object[found.size()];
		for (int i = 0; i < arguments.length; i++) {
			Source source = found.get(i);
			arguments[i] = source.resolver().resolveArgument(source.parameter(), invocation);
		}
		return arguments;
	}

	private List<Source> sources(ListenerMethod listener) {
		return this.sources.computeIfAbsent(listener, this::find);
	}

	private List<Source> find(ListenerMethod listener) {
		List<Source> found = new ArrayList<>();
		for (MethodParameter parameter : listener.parameters()) {
			found.add(new Source(parameter, find(listener, parameter)));
		}
		return found;
	}

	private ListenerArgumentResolver find(ListenerMethod listener, MethodParameter parameter) {
		for (ListenerArgumentResolver resolver : this.resolvers) {
			if (resolver.supportsParameter(parameter)) {
				return resolver;
			}
		}
		throw new InvalidListenerException(listener.method(),
				"has a parameter of type %s that nothing provides"
					.formatted(parameter.getGenericParameterType().getTypeName()),
				"Take the event, a bean, a record bound to 'charm.config', relation data with @RemoteAppData and its like, "
						+ "an action's parameters as a record, or add a ListenerArgumentResolver.");
	}

	/**
	 * A parameter and who provides it.
	 *
	 * @param parameter the parameter
	 * @param resolver who provides it
	 */
	private record Source(MethodParameter parameter, ListenerArgumentResolver resolver) {

	}

}
