package io.opsframework.autoconfigure;

import io.opsframework.scope.NoHookException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a singleton that holds a bean of a hook.
 */
final class NoHookFailureAnalyzer extends AbstractFailureAnalyzer<NoHookException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoHookException cause) {
		return new FailureAnalysis(
				"A bean that lives longer than a hook needs bean '%s', which exists only while a hook is running."
					.formatted(cause.getBeanName()),
				"Take it as an ObjectProvider, or as a parameter of the listener or of the @Bean method that needs it, or put the bean that needs it into the scope of a hook with @HookScope.",
				cause);
	}

}
