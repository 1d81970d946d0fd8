package io.opsframework.autoconfigure.config;

import java.util.Map;

import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.EnumerablePropertySource;

/**
 * What {@code juju config} says, as {@code charm.config.*}: asked for once in a hook,
 * when first needed, and empty outside of one. It answers for its own prefix only, so
 * that {@code juju config} cannot set anything else of the application. What it says is
 * data: placeholders in it are escaped.
 */
final class JujuConfigPropertySource extends EnumerablePropertySource<CurrentHook> {

	/**
	 * The prefix of the charm's configuration, without the final dot.
	 */
	static final String PREFIX = "charm.config";

	private static final String NAME = "jujuConfig";

	JujuConfigPropertySource(CurrentHook currentHook) {
		super(NAME, currentHook);
	}

	@Override
	public String[] getPropertyNames() {
		return options().keySet().stream().map((option) -> PREFIX + "." + option).toArray(String[]::new);
	}

	@Override
	public @Nullable Object getProperty(String name) {
		Object value = name.startsWith(PREFIX + ".") ? options().get(name.substring(PREFIX.length() + 1)) : null;
		return (value instanceof String text) ? Placeholders.escape(text) : value;
	}

	private Map<String, Object> options() {
		return this.source.find().map(Hook::config).orElse(Map.of());
	}

}
