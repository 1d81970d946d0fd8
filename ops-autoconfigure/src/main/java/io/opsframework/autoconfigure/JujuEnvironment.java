package io.opsframework.autoconfigure;

import java.util.Map;
import java.util.TreeMap;

import io.opsframework.juju.JujuContext;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Where the variables of the running process are looked up, so that tests can give
 * others.
 */
final class JujuEnvironment {

	private JujuEnvironment() {
	}

	/**
	 * The variables of the process.
	 * @param environment the application's environment
	 * @return the variables by name
	 */
	static Map<String, String> variables(Environment environment) {
		Map<String, String> variables = new TreeMap<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			configurable.getSystemEnvironment().forEach((name, value) -> variables.put(name, String.valueOf(value)));
		}
		return variables;
	}

	/**
	 * Whether Juju started this process for a hook.
	 * @param environment the application's environment
	 * @return {@code true} if it did
	 */
	static boolean isPresent(Environment environment) {
		return JujuContext.isPresent(variables(environment));
	}

	/**
	 * Whether this process is that of a hook, where there is no environment yet to tell.
	 * @return {@code false} in tests, which may run in Juju's environment too
	 */
	static boolean isProcessOfHook() {
		return JujuContext.isPresent(System.getenv()) && !ClassUtils
			.isPresent("org.springframework.test.context.TestContext", JujuEnvironment.class.getClassLoader());
	}

	/**
	 * Whether this process is to run hooks, or play them, rather than tests.
	 * @param environment the application's environment
	 * @return {@code false} where the runner is turned off
	 */
	static boolean isRunnerEnabled(Environment environment) {
		return environment.getProperty("ops.runner.enabled", Boolean.class, true);
	}

	/**
	 * Whether this process is to run the hook that Juju started it for. Tests may run in
	 * Juju's environment too, but have nothing to do with the charm there.
	 * @param environment the application's environment
	 * @return {@code true} if it is
	 */
	static boolean isHook(Environment environment) {
		return isPresent(environment) && isRunnerEnabled(environment);
	}

}
