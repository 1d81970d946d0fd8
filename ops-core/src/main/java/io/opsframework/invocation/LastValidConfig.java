package io.opsframework.invocation;

import java.util.Map;

import io.opsframework.model.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Lets a listener run with the configuration that was valid last.
 */
public interface LastValidConfig {

	/**
	 * The name under which the configuration stands in the charm's state.
	 */
	String STATE_KEY = "config";

	/**
	 * Run something with another configuration than Juju's, and with hook beans of its
	 * own.
	 * @param hook the running hook
	 * @param config the options by name
	 * @param call what to run
	 */
	void use(Hook hook, Map<String, Object> config, Runnable call);

	/**
	 * The configuration that was valid last.
	 * @param hook the running hook
	 * @return the options by name; {@code null} if none was valid yet
	 */
	@SuppressWarnings("unchecked")
	static @Nullable Map<String, Object> of(Hook hook) {
		return (Map<String, Object>) hook.attributes().get(LastValidConfig.class);
	}

}
