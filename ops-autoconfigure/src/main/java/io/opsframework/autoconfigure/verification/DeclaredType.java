package io.opsframework.autoconfigure.verification;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.opsframework.charm.ConfigType;
import io.opsframework.model.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The types that a value can be declared with: those of options, and those that JSON
 * schema has for parameters.
 */
enum DeclaredType {

	STRING("String"), SECRET("Secret"), INTEGER("long"), NUMBER("double"), BOOLEAN("boolean"), ARRAY("List<String>"),
	OBJECT("Map<String, Object>");

	private final String javaType;

	DeclaredType(String javaType) {
		this.javaType = javaType;
	}

	/**
	 * A type that can hold what is declared.
	 * @return the type as it is written in Java
	 */
	String javaType() {
		return this.javaType;
	}

	static DeclaredType of(ConfigType type) {
		return switch (type) {
			case STRING -> STRING;
			case SECRET -> SECRET;
			case INT -> INTEGER;
			case FLOAT -> NUMBER;
			case BOOLEAN -> BOOLEAN;
		};
	}

	/**
	 * The type of a JSON schema.
	 * @param schema the schema
	 * @return the type, or {@code null} if it leaves that open
	 */
	static @Nullable DeclaredType ofSchema(Map<?, ?> schema) {
		return Stream.of(values())
			.filter((type) -> type != SECRET && type.schemaName().equals(schema.get("type")))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The type to declare for a component.
	 * @param component the component's type
	 * @return the type
	 */
	static DeclaredType of(ResolvableType component) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(component.resolve(Object.class));
		if (type == Optional.class) {
			return of(component.getGeneric());
		}
		if (type == Boolean.class) {
			return BOOLEAN;
		}
		if (type == Secret.class) {
			return SECRET;
		}
		if (Collection.class.isAssignableFrom(type) || (type.isArray() && type != char[].class)) {
			return ARRAY;
		}
		if (Map.class.isAssignableFrom(type) || type.isRecord()) {
			return OBJECT;
		}
		boolean fraction = type == Double.class || type == Float.class;
		return fraction ? NUMBER : Number.class.isAssignableFrom(type) ? INTEGER : STRING;
	}

	String schemaName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What the option for it is declared with: for a list or a structure, a text.
	 * @return the word
	 */
	String optionName() {
		return switch (this) {
			case INTEGER -> "int";
			case NUMBER -> "float";
			case ARRAY, OBJECT -> STRING.optionName();
			default -> schemaName();
		};
	}

}
