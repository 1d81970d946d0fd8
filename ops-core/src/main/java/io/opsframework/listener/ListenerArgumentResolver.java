package io.opsframework.listener;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Provides arguments of listener methods. Beans of this type are asked before the
 * framework's own resolvers; what none of them supports has to be a bean.
 */
public interface ListenerArgumentResolver {

	/**
	 * Whether this resolver provides a parameter. Asked once, when the application
	 * starts.
	 * @param parameter the parameter
	 * @return {@code true} if it does
	 */
	boolean supportsParameter(MethodParameter parameter);

	/**
	 * Provide the argument for one call.
	 * @param parameter a parameter that this resolver supports
	 * @param invocation the call
	 * @return the argument
	 */
	@Nullable Object resolveArgument(MethodParameter parameter, ListenerInvocation invocation);

}
