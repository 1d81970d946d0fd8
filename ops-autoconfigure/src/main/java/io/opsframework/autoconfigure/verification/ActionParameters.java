package io.opsframework.autoconfigure.verification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.charm.ActionMetadata;
import io.opsframework.mapping.RecordMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The parameters of an action, or those that one of them consists of.
 *
 * @param action the action's name
 * @param prefix what stands before their names; empty for the action's own
 * @param path where they are declared
 * @param schemas their JSON schemas by name
 * @param required the names of those that must be given
 * @param hasConverters whether the charm has converters of its own
 */
record ActionParameters(String action, String prefix, String path, Map<String, Map<?, ?>> schemas, List<?> required,
		boolean hasConverters) implements Declarations {

	static ActionParameters of(ActionMetadata action, boolean hasConverters) {
		return new ActionParameters(action.name(), "", "actions.%s.params".formatted(action.name()),
				schemas(action.parameters()), action.required(), hasConverters);
	}

	private static Map<String, Map<?, ?>> schemas(Map<?, ?> declared) {
		Map<String, Map<?, ?>> schemas = new LinkedHashMap<>();
		declared.forEach((name, schema) -> schemas.put(String.valueOf(name),
				(schema instanceof Map<?, ?> known) ? known : Map.of()));
		return schemas;
	}

	@Override
	public String describe(String name) {
		return "parameter '%s%s' of action '%s'".formatted(this.prefix, name, this.action);
	}

	@Override
	public String nameOf(DeclaredType type) {
		return type.schemaName();
	}

	@Override
	public @Nullable Object read(Object value, TypeDescriptor type) {
		return new RecordMapper(ApplicationConversionService.getSharedInstance()).readValue(value, type);
	}

	DeclaredValue value(String name) {
		return DeclaredValue.ofParameter(name, this.schemas.getOrDefault(name, Map.of()));
	}

	boolean mustBeGiven(String name) {
		return this.required.contains(name);
	}

	/**
	 * The path of the mapping that says which of them must be given.
	 * @return the path
	 */
	String parent() {
		return this.path.substring(0, this.path.lastIndexOf('.'));
	}

	/**
	 * What a parameter consists of, or each of its elements.
	 * @param name the parameter's name
	 * @return the parameters below it, or {@code null} if none are declared
	 */
	@Nullable ActionParameters below(String name) {
		Map<?, ?> schema = this.schemas.getOrDefault(name, Map.of());
		String place = this.path + "." + name;
		if (schema.get("items") instanceof Map<?, ?> items) {
			schema = items;
			place += ".items";
		}
		List<?> names = (schema.get("required") instanceof List<?> list) ? list : List.of();
		return (schema.get("properties") instanceof Map<?, ?> properties) ? new ActionParameters(this.action,
				this.prefix + name + ".", place + ".properties", schemas(properties), names, this.hasConverters) : null;
	}

}
