package io.opsframework.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.StandardEnvironment;

/**
 * An environment whose variables are those of a hook, not those of this process.
 */
final class HookEnvironment extends StandardEnvironment {

	private final @Nullable Map<String, Object> variables;

	HookEnvironment(Map<String, String> variables) {
		this.variables = Map.copyOf(variables);
	}

	/**
	 * A runner for contexts in such an environment.
	 * @param variables the variables
	 * @return the runner
	 */
	static ApplicationContextRunner runner(Map<String, String> variables) {
		return new ApplicationContextRunner(() -> {
			AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
			context.setEnvironment(new HookEnvironment(variables));
			return context;
		});
	}

	// Asked by the super class's constructor too.
	@Override
	public Map<String, Object> getSystemEnvironment() {
		Map<String, Object> known = this.variables;
		return (known != null) ? known : Map.of();
	}

}
