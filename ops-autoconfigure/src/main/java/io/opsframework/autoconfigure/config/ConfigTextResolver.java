package io.opsframework.autoconfigure.config;

import java.util.Map;

import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;

import org.springframework.core.env.Environment;
import org.springframework.util.StringValueResolver;

/**
 * Keeps what {@code juju config} says from being evaluated: Spring takes what the
 * placeholders of a {@code @Value} stand for as an expression if it looks like one. It
 * runs before the placeholders are resolved.
 */
final class ConfigTextResolver implements StringValueResolver {

	private static final String EXPRESSION = "#{";

	private final CurrentHook hook;

	private final Environment environment;

	ConfigTextResolver(CurrentHook hook, Environment environment) {
		this.hook = hook;
		this.environment = environment;
	}

	@Override
	public String resolveStringValue(String value) {
		boolean expression = value.contains(EXPRESSION);
		if (expression && value.contains("${" + JujuConfigPropertySource.PREFIX + ".")) {
			throw new IllegalArgumentException(
					"@Value(\"%s\") makes a part of an expression of what 'juju config' says; ".formatted(value)
							+ "in an expression, write environment['charm.config.<option>'], or bind a record to 'charm.config'");
		}
		boolean text = !expression && value.contains("${") && isJujus(this.environment.resolvePlaceholders(value));
		return text ? evaluatedToText(value) : value;
	}

	private boolean isJujus(String resolved) {
		return resolved.contains(EXPRESSION) && this.hook.find()
			.map(Hook::config)
			.orElse(Map.of())
			.values()
			.stream()
			.anyMatch((value) -> value instanceof String text && text.contains(EXPRESSION) && resolved.contains(text));
	}

	// The result of an expression is evaluated no further.
	private static String evaluatedToText(String value) {
		return "#{environment.resolveRequiredPlaceholders('%s')}"
			.formatted(Placeholders.escape(value.replace("'", "''")));
	}

}
