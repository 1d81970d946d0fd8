package io.opsframework.autoconfigure.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.ConfigOption;
import io.opsframework.charm.ConfigType;
import io.opsframework.juju.Excerpt;
import io.opsframework.model.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.util.ClassUtils;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Says in one line for the person who sets options what is wrong with one: its name, its
 * value unless it is a secret, and what is allowed.
 */
final class ConfigProblem {

	private final CharmMetadata metadata;

	ConfigProblem(CharmMetadata metadata) {
		this.metadata = metadata;
	}

	String describe(Throwable failure) {
		InvalidOptionException refused = find(failure, InvalidOptionException.class);
		if (refused != null) {
			return describe(refused.getOption(), refused.getValue(), refused.getReason());
		}
		BindValidationException invalid = find(failure, BindValidationException.class);
		if (invalid != null) {
			return describe(invalid.getValidationErrors().getAllErrors().get(0));
		}
		BindException unbound = find(failure, BindException.class);
		if (unbound != null && unbound.getProperty() != null) {
			return describe(unbound, unbound.getProperty());
		}
		IllegalArgumentException illegal = find(failure, IllegalArgumentException.class);
		String reason = (illegal != null && illegal.getMessage() != null) ? illegal.getMessage() : "it does not bind";
		return "invalid config: " + reason;
	}

	private String describe(ObjectError error) {
		String reason = String.valueOf(error.getDefaultMessage());
		if (error instanceof FieldError field) {
			return describe(DataObjectPropertyName.toDashedForm(field.getField()), field.getRejectedValue(), reason);
		}
		return "invalid config: " + reason;
	}

	private String describe(BindException unbound, ConfigurationProperty property) {
		String name = property.getName().toString();
		String option = name.substring(JujuConfigPropertySource.PREFIX.length() + 1);
		return describe(option, Placeholders.unescape(property.getValue()), expected(unbound));
	}

	private static String expected(BindException unbound) {
		boolean converting = find(unbound, ConversionFailedException.class) != null
				|| find(unbound, ConverterNotFoundException.class) != null;
		ResolvableType target = unbound.getTarget().getType();
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(
				((target.resolve() == Optional.class) ? target.getGeneric() : target).resolve(Object.class));
		if (!converting) {
			Throwable cause = unbound.getCause();
			return (cause != null) ? String.valueOf(cause.getMessage()) : "it does not bind";
		}
		if (type.isEnum()) {
			return "expected one of " + Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
				.map(DataObjectPropertyName::toDashedForm)
				.collect(Collectors.joining(", "));
		}
		if (type == Boolean.class) {
			return "expected true or false";
		}
		if (type == Duration.class) {
			return "expected a duration such as 30s or 5m";
		}
		if (type == Secret.class) {
			return "expected a secret's id, as 'juju add-secret' tells it";
		}
		boolean whole = type == Integer.class || type == Long.class || type == Short.class || type == Byte.class;
		return whole ? "expected an integer" : "expected a " + type.getSimpleName();
	}

	private String describe(String option, @Nullable Object value, String reason) {
		ConfigOption declared = declared(option);
		if (declared == null) {
			return "invalid config %s: %s".formatted(option, reason);
		}
		boolean secret = declared.type() == ConfigType.SECRET;
		return "invalid config %s%s: %s".formatted(declared.name(), secret ? "" : "=" + Excerpt.of(value), reason);
	}

	// By Spring Boot's relaxed binding an option can have several names.
	private @Nullable ConfigOption declared(String option) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(option, '.');
		return this.metadata.options()
			.values()
			.stream()
			.filter((declared) -> ConfigurationPropertyName.adapt(declared.name(), '.').equals(name))
			.findFirst()
			.orElse(null);
	}

	static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

}
