package io.opsframework.charm;

import java.util.List;
import java.util.Map;

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

	/**
	 * Whether Juju takes parameters that the charm does not declare.
	 * @param version the version of Juju
	 * @return what the charm says, else {@code true} before Juju 4.0.0
	 */
	public boolean allowsAdditionalProperties(JujuVersion version) {
		return (this.additionalProperties != null) ? this.additionalProperties : !version.isAtLeast(4, 0, 0);
	}

	static ActionMetadata read(Declaration.Named named) {
		return new ActionMetadata(named.name(), named.get("title").text(""), named.get("description").text(""),
				named.get("params").entries(ActionMetadata::readSchema), named.get("required").texts(),
				named.get("additionalProperties").flag());
	}

	private static Object readSchema(Declaration.Named parameter) {
		if (parameter.declaration().value() instanceof Map<?, ?> schema) {
			return schema;
		}
		throw parameter.declaration().mustBe("a mapping, the JSON schema of the parameter");
	}

}
