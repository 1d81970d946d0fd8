package io.opsframework.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.opsframework.charm.ActionMetadata;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.juju.DispatchPath;
import io.opsframework.juju.HookKind;
import org.jspecify.annotations.Nullable;

/**
 * The consistency rules about actions.
 */
final class ActionRules {

	private ActionRules() {
	}

	static void check(ScenarioInput input, Violations violations) {
		SimulatedEvent event = input.event();
		ActionRequest action = event.action();
		boolean isAction = event.path().kind() == HookKind.ACTION;
		if (action == null && isAction) {
			// CC-09
			violations.add("The event does not say which action is run: make it with Events.action(name)");
		}
		if (action != null && !(isAction && event.path().entity().equals(action.name()))) {
			// CC-10
			violations.add("The event runs action '%s', whose path is '%s': make it with Events.action(name)",
					action.name(), DispatchPath.of(HookKind.ACTION, action.name()));
		}
		if (action != null) {
			check(input.metadata(), action, violations);
		}
	}

	static void check(CharmMetadata metadata, ActionRequest action, Violations violations) {
		ActionMetadata declared = metadata.actions().get(action.name());
		if (declared == null) {
			// CC-11
			violations.add("The charm declares no action '%s', only %s: declare it, or correct the name", action.name(),
					metadata.actions().keySet());
			return;
		}
		parametersHaveTypes(declared, violations);
		parametersAreDeclared(declared, action, violations);
		parametersFitTypes(declared, action, violations);
		requiredParametersAreGiven(declared, action, violations);
	}

	// CC-12
	private static void parametersHaveTypes(ActionMetadata action, Violations violations) {
		action.parameters().forEach((parameter, schema) -> {
			if (type(schema) == null) {
				violations.add("Parameter '%s' of action '%s' has no type: declare one of %s", parameter, action.name(),
						ParameterType.NAMES);
			}
		});
	}

	// CC-13
	private static void parametersAreDeclared(ActionMetadata action, ActionRequest request, Violations violations) {
		Set<String> declared = action.parameters().keySet();
		for (String parameter : request.parameters().keySet()) {
			if (!declared.contains(parameter) && !Boolean.TRUE.equals(action.additionalProperties())) {
				violations.add("Action '%s' has no parameter '%s', only %s: declare it, or correct the name",
						action.name(), parameter, declared);
			}
		}
	}

	// CC-14
	private static void parametersFitTypes(ActionMetadata action, ActionRequest request, Violations violations) {
		request.parameters().forEach((parameter, value) -> {
			String type = type(action.parameters().get(parameter));
			if (type != null && !ParameterType.accepts(type, value)) {
				violations.add("Parameter '%s' of action '%s' is a %s: give it a value of type '%s'", parameter,
						action.name(), value.getClass().getSimpleName(), type);
			}
		});
	}

	private static void requiredParametersAreGiven(ActionMetadata action, ActionRequest request,
			Violations violations) {
		for (String parameter : action.required()) {
			if (!request.parameters().containsKey(parameter)) {
				violations.add("Action '%s' requires parameter '%s': give it", action.name(), parameter);
			}
		}
	}

	private static @Nullable String type(@Nullable Object schema) {
		return (schema instanceof Map<?, ?> map && map.get("type") instanceof String type) ? type : null;
	}

	/**
	 * The types of JSON schema.
	 */
	private static final class ParameterType {

		static final List<String> NAMES = List.of("string", "boolean", "integer", "number", "array", "object");

		private ParameterType() {
		}

		// Types that nobody knows take anything.
		static boolean accepts(String type, Object value) {
			return switch (type) {
				case "string" -> value instanceof String;
				case "boolean" -> value instanceof Boolean;
				case "integer" -> value instanceof Long;
				case "number" -> value instanceof Number;
				case "array" -> value instanceof List;
				case "object" -> value instanceof Map;
				default -> true;
			};
		}

	}

}
