package io.opsframework.autoconfigure.verification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.opsframework.json.Json;
import io.opsframework.mapping.MappingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.TypeDescriptor;

/**
 * What a declared value becomes: a component of a record.
 *
 * @param owner the record
 * @param name the component's name
 * @param type its type, with its annotations
 * @param defaultValue what it is where there is no value, as a text; {@code null} if it
 * has no default
 * @param declarations what the record is held against
 */
record BoundComponent(Class<?> owner, String name, TypeDescriptor type, @Nullable String defaultValue,
		Declarations declarations) {

	/**
	 * Explain that nothing is declared for it.
	 * @param missing the name that has to be declared
	 * @return the exception
	 */
	InvalidCharmException undeclared(String missing) {
		return new InvalidCharmException(
				"%s has the component '%s', and charmcraft.yaml declares no %s".formatted(this.owner.getSimpleName(),
						this.name, this.declarations.describe(missing)),
				"Take it out of %s, or write in charmcraft.yaml, below %s:%n%n    %s".formatted(this.owner.getName(),
						this.declarations.path(),
						line(missing, DeclaredType.of(this.type.getResolvableType()), this.defaultValue)));
	}

	/**
	 * Fail if the component cannot hold what is declared, or has another default.
	 * @param declared what is declared
	 */
	void verify(DeclaredValue declared) {
		verifyType(declared);
		verifyDefault(declared);
	}

	/**
	 * What has to change in what is declared, for the component to fit.
	 * @param declared what is declared; {@code null} for nothing
	 * @return the new values of keys, {@code null} for one to take out; empty for a
	 * component that fits, and can be added to
	 */
	Map<String, @Nullable Object> changes(@Nullable DeclaredValue declared) {
		Map<String, @Nullable Object> changes = new LinkedHashMap<>();
		boolean fits = declared != null && fits(declared);
		DeclaredType own = DeclaredType.of(this.type.getResolvableType());
		DeclaredType type = (fits && declared.type() != null) ? declared.type() : own;
		if (!fits) {
			changes.put("type", this.declarations.nameOf(type));
		}
		Object value = (declared != null) ? declared.defaultValue() : null;
		if (this.defaultValue != null && !this.defaultValue.isEmpty()
				&& (value == null || !isSame(this.defaultValue, value))) {
			changes.put("default", typed(this.defaultValue, this.declarations.nameOf(type)));
		}
		else if (!fits && value != null) {
			changes.put("default", null);
		}
		return changes;
	}

	private static Object typed(String value, String type) {
		try {
			return switch (type) {
				case "int", "integer" -> Long.valueOf(value);
				case "float", "number" -> Double.valueOf(value);
				case "boolean" -> Boolean.valueOf(value);
				case "array" -> List.of(value.split(","));
				default -> value;
			};
		}
		catch (NumberFormatException ex) {
			return value;
		}
	}

	private boolean fits(DeclaredValue declared) {
		return declared.type() == null || canHold(declared.type(), declared.example());
	}

	private void verifyType(DeclaredValue declared) {
		DeclaredType type = declared.type();
		if (type != null && !fits(declared)) {
			throw new InvalidCharmException(
					"%s takes %s as %s, which cannot hold what charmcraft.yaml declares, %s".formatted(
							this.owner.getSimpleName(), this.declarations.describe(declared.name()),
							this.type.getType().getSimpleName(), shown(type, declared.defaultValue())),
					"Write '%s %s' in %s, or in charmcraft.yaml, below %s:%n%n    %s".formatted(type.javaType(),
							this.name, this.owner.getName(), this.declarations.path(),
							line(declared.name(), DeclaredType.of(this.type.getResolvableType()), null)));
		}
	}

	// A secret is converted with the running hook.
	private boolean canHold(DeclaredType declared, @Nullable Object example) {
		if (DeclaredType.of(this.type.getResolvableType()) == DeclaredType.SECRET) {
			return declared == DeclaredType.SECRET || declared == DeclaredType.STRING;
		}
		return !isKnown(this.type.getResolvableType()) || holds(example);
	}

	private boolean holds(@Nullable Object example) {
		try {
			Object held = (example != null) ? read(example) : null;
			// An integer takes another number too, and loses what it cannot hold.
			return !(example instanceof Double exact && held instanceof Number number && number.doubleValue() != exact);
		}
		catch (BindException | MappingException ex) {
			return false;
		}
	}

	// What a charm has converters of its own for is not known.
	private boolean isKnown(ResolvableType type) {
		if (type.isArray()) {
			return isKnown(type.getComponentType());
		}
		Class<?> resolved = type.resolve(Object.class);
		boolean container = Stream.of(Iterable.class, Map.class, Optional.class)
			.anyMatch((known) -> known.isAssignableFrom(resolved));
		boolean known = container || resolved.isPrimitive()
				|| resolved.getName().startsWith(this.declarations.hasConverters() ? "java.lang." : "java.");
		return known && Stream.of(type.getGenerics()).allMatch(this::isKnown);
	}

	// Juju says the declared one, so that the component's own would never be used.
	private void verifyDefault(DeclaredValue declared) {
		String own = this.defaultValue;
		Object value = declared.defaultValue();
		if (own != null && value != null && !isSame(own, value)) {
			DeclaredType type = (declared.type() != null) ? declared.type()
					: DeclaredType.of(this.type.getResolvableType());
			throw new InvalidCharmException(
					"%s has the default '%s' for %s, and charmcraft.yaml has '%s', which is what Juju says"
						.formatted(this.owner.getSimpleName(), own, this.declarations.describe(declared.name()), value),
					"Write @DefaultValue(%s) in %s, or in charmcraft.yaml, below %s:%n%n    %s".formatted(
							literal(value), this.owner.getName(), this.declarations.path(),
							line(declared.name(), type, own)));
		}
	}

	// In different words it may be the same, as 60s and 1m are.
	private boolean isSame(String own, Object declared) {
		try {
			return own.equals(declared.toString()) || Objects.deepEquals(read(own), read(declared));
		}
		catch (BindException | MappingException ex) {
			return !isKnown(this.type.getResolvableType());
		}
	}

	private @Nullable Object read(Object value) {
		return this.declarations.read(value, this.type);
	}

	private String shown(DeclaredType type, @Nullable Object value) {
		String name = "the type " + this.declarations.nameOf(type);
		return (type == DeclaredType.STRING) ? name + " and the default '%s'".formatted(value) : name;
	}

	private static String literal(Object value) {
		return (value instanceof List<?> list)
				? list.stream().map(BoundComponent::literal).collect(Collectors.joining(", ", "{ ", " }"))
				: Json.write(value.toString());
	}

	private String line(String name, DeclaredType type, @Nullable String value) {
		return "%s: {type: %s%s}".formatted(name, this.declarations.nameOf(type),
				(value != null) ? ", default: " + yaml(value, type) : "");
	}

	private static String yaml(String value, DeclaredType type) {
		return switch (type) {
			case STRING, SECRET -> value.matches("[a-zA-Z][\\w./-]*") ? value : Json.write(value);
			case ARRAY -> "[" + value + "]";
			default -> value;
		};
	}

}
