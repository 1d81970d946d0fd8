package io.opsframework.autoconfigure.verification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.charm.ConfigOption;
import org.jspecify.annotations.Nullable;

/**
 * What {@code charmcraft.yaml} declares for one name.
 *
 * @param name the name
 * @param type the type; {@code null} where it is left open
 * @param defaultValue the default; {@code null} if there is none
 * @param example a value that it can have; {@code null} where none is known
 */
record DeclaredValue(String name, @Nullable DeclaredType type, @Nullable Object defaultValue,
		@Nullable Object example) {

	static DeclaredValue ofOption(ConfigOption option) {
		DeclaredType type = DeclaredType.of(option.type());
		return new DeclaredValue(option.name(), type, option.defaultValue(), example(type, option.defaultValue()));
	}

	static DeclaredValue ofParameter(String name, Map<?, ?> schema) {
		return new DeclaredValue(name, DeclaredType.ofSchema(schema), schema.get("default"), example(schema));
	}

	// Of texts only a default is known to be one that the charm expects. An integer is
	// none
	// that could be a boolean, as 1 is to Spring.
	private static @Nullable Object example(@Nullable DeclaredType type, @Nullable Object defaultValue) {
		if (type == null) {
			return null;
		}
		return switch (type) {
			case STRING -> "".equals(defaultValue) ? null : defaultValue;
			case SECRET -> "secret:9m4e2mr0ui3e8a215n4g";
			case INTEGER -> 7L;
			case NUMBER -> 0.5;
			case BOOLEAN -> true;
			case ARRAY -> List.of();
			case OBJECT -> Map.of();
		};
	}

	private static @Nullable Object example(Map<?, ?> schema) {
		DeclaredType type = DeclaredType.ofSchema(schema);
		if (type == DeclaredType.ARRAY && schema.get("items") instanceof Map<?, ?> items) {
			Object element = example(items);
			return (element != null) ? List.of(element) : List.of();
		}
		if (type == DeclaredType.OBJECT && schema.get("properties") instanceof Map<?, ?> properties) {
			Map<Object, Object> structure = new LinkedHashMap<>();
			properties.forEach((name, property) -> {
				Object value = (property instanceof Map<?, ?> nested) ? example(nested) : null;
				if (value != null) {
					structure.put(name, value);
				}
			});
			return structure;
		}
		return example(type, schema.get("default"));
	}

}
