package io.opsframework.charm;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.opsframework.juju.JujuVersion;
import org.jspecify.annotations.Nullable;

/**
 * An action that {@code juju run} can start.
 *
 * @param name the action's name
 * @param title its title; empty where the charm does not say
 * @param description what it does; empty where the charm does not say
 * @param parameters the JSON schema of each parameter, by the parameter's name
 * @param required the names of the parameters that must be given
 * @param additionalProperties whether other parameters can be given; {@code null} where
 * the charm does not say
 */
public record ActionMetadata(String name, String title, String description, Map<String, Object> parameters,
		List<String> required, @Nullable Boolean additionalProperties) {

	// Those of JSON schema.
	private static final List<String> TYPES = List.of("string", "boolean", "integer", "number", "array", "object",
			"null");

	private static final Pattern NAME = Pattern.compile("(?!juju(-|$))[a-z0-9]([a-z0-9-]*[a-z0-9])?");

	/**
	 * Whether Juju takes parameters that the charm does not declare.
	 * @param version the version of Juju
	 * @return what the charm says, else {@code true} before Juju 4.0.0
	 */
	public boolean allowsAdditionalProperties(JujuVersion version) {
		return (this.additionalProperties != null) ? this.additionalProperties : !version.isAtLeast(4, 0, 0);
	}

	static ActionMetadata read(YamlValue action) {
		if (!NAME.matcher(action.key()).matches()) {
			throw action.problem(("'%s' must have another name: an action's has lower-case letters, digits and dashes, "
					+ "and does not begin with 'juju'")
				.formatted(action.path()));
		}
		// What only Juju looks at.
		action.get("parallel").flag();
		action.get("execution-group").text();
		return new ActionMetadata(action.key(), action.get("title").text(""), action.get("description").text(""),
				action.get("params").entries(ActionMetadata::readSchema), action.get("required").texts(),
				readAdditionalProperties(action.get("additionalProperties")));
	}

	// In place of true, a schema that they must match.
	private static @Nullable Boolean readAdditionalProperties(YamlValue value) {
		return (value.value() instanceof Map<?, ?>) ? Boolean.TRUE : value.flag();
	}

	private static Object readSchema(YamlValue parameter) {
		if (parameter.value() instanceof Map<?, ?> schema) {
			if (schema.get("type") instanceof String type && !TYPES.contains(type)) {
				throw parameter.get("type").mustBe("one of " + String.join(", ", TYPES));
			}
			return schema;
		}
		throw parameter.mustBe("a mapping, the JSON schema of the parameter");
	}

}
