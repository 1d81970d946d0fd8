package io.opsframework.autoconfigure.config;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.opsframework.charm.ConfigOption;
import io.opsframework.charm.ConfigType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * What an option becomes: a component of a configuration record.
 *
 * @param owner the record
 * @param name the component's name
 * @param parameter the parameter of the constructor
 */
record OptionComponent(Class<?> owner, String name, MethodParameter parameter) {

	Class<?> type() {
		return this.parameter.getParameterType();
	}

	/**
	 * Explain that there is no option.
	 * @param option the name that the option has to have
	 * @return the exception
	 */
	InvalidConfigClassException undeclared(String option) {
		return new InvalidConfigClassException(
				"%s has the component '%s', and charmcraft.yaml declares no option '%s'"
					.formatted(this.owner.getSimpleName(), this.name, option),
				"Take it out of %s, or write in charmcraft.yaml, below config.options:%n%n    %s"
					.formatted(this.owner.getName(), line(option, configType(), defaultText())));
	}

	/**
	 * Fail if the component cannot hold what the option can be. What a charm has
	 * converters of its own for is not known.
	 * @param option the option
	 */
	void verifyType(ConfigOption option) {
		if (isOfJava(ResolvableType.forMethodParameter(this.parameter)) && !holds(option)) {
			throw new InvalidConfigClassException(
					"%s takes option '%s' as %s, which cannot hold what charmcraft.yaml declares, %s"
						.formatted(this.owner.getSimpleName(), option.name(), type().getSimpleName(), shown(option)),
					"Write '%s %s' in %s, or in charmcraft.yaml, below config.options:%n%n    %s".formatted(
							javaType(option.type()), this.name, this.owner.getName(),
							line(option.name(), configType(), null)));
		}
	}

	private boolean holds(ConfigOption option) {
		Object sample = switch (option.type()) {
			case STRING -> (option.defaultValue() != null) ? option.defaultValue() : "";
			case INT -> 1L;
			case FLOAT -> 0.5;
			case BOOLEAN -> true;
			case SECRET -> "secret:9m4e2mr0ui3e8a215n4g";
		};
		try {
			Object held = sample.equals("") ? sample : bind(sample);
			// An integer takes another number too, and loses what it cannot hold.
			return !(sample instanceof Double exact && held instanceof Number number && number.doubleValue() != exact);
		}
		catch (BindException ex) {
			return false;
		}
	}

	private static boolean isOfJava(ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		return (type.isArray() ? isOfJava(type.getComponentType())
				: resolved.isPrimitive() || resolved.getName().startsWith("java."))
				&& Stream.of(type.getGenerics()).allMatch(OptionComponent::isOfJava);
	}

	/**
	 * Fail if the option has another default. Juju answers with that, so that the
	 * component's own would never be used.
	 * @param option the option
	 */
	void verifyDefault(ConfigOption option) {
		String own = defaultText();
		if (own != null && option.defaultValue() != null && !isSame(own, option.defaultValue())) {
			throw new InvalidConfigClassException(
					"%s has the default '%s' for option '%s', and charmcraft.yaml has '%s', which is what Juju says"
						.formatted(this.owner.getSimpleName(), own, option.name(), option.defaultValue()),
					"Write @DefaultValue(\"%s\") in %s, or in charmcraft.yaml, below config.options:%n%n    %s"
						.formatted(option.defaultValue(), this.owner.getName(),
								line(option.name(), option.type(), own)));
		}
	}

	// In different words it may be the same, as 60s and 1m are.
	private boolean isSame(String own, Object declared) {
		try {
			return own.equals(declared.toString()) || Objects.deepEquals(bind(own), bind(declared));
		}
		catch (BindException ex) {
			return !isOfJava(ResolvableType.forMethodParameter(this.parameter));
		}
	}

	private @Nullable Object bind(Object value) {
		Bindable<?> target = Bindable.of(ResolvableType.forMethodParameter(this.parameter))
			.withAnnotations(this.parameter.getParameterAnnotations());
		return new Binder(new MapConfigurationPropertySource(Map.of("value", value))).bind("value", target)
			.orElse(null);
	}

	private @Nullable String defaultText() {
		DefaultValue value = this.parameter.getParameterAnnotation(DefaultValue.class);
		return (value != null && value.value().length > 0) ? StringUtils.arrayToCommaDelimitedString(value.value())
				: null;
	}

	private ConfigType configType() {
		Class<?> type = ClassUtils
			.resolvePrimitiveIfNecessary(this.parameter.nestedIfOptional().getNestedParameterType());
		if (type == Boolean.class) {
			return ConfigType.BOOLEAN;
		}
		boolean fraction = type == Double.class || type == Float.class;
		return fraction ? ConfigType.FLOAT : Number.class.isAssignableFrom(type) ? ConfigType.INT : ConfigType.STRING;
	}

	private static String javaType(ConfigType type) {
		return switch (type) {
			case STRING, SECRET -> "String";
			case INT -> "long";
			case FLOAT -> "double";
			case BOOLEAN -> "boolean";
		};
	}

	private static String shown(ConfigOption option) {
		String type = "the type " + yaml(option.type());
		return (option.type() == ConfigType.STRING) ? type + " and the default '%s'".formatted(option.defaultValue())
				: type;
	}

	private static String line(String option, ConfigType type, @Nullable String defaultValue) {
		return "%s: {type: %s%s}".formatted(option, yaml(type),
				(defaultValue != null) ? ", default: " + defaultValue : "");
	}

	private static String yaml(ConfigType type) {
		return type.name().toLowerCase(Locale.ROOT);
	}

}
