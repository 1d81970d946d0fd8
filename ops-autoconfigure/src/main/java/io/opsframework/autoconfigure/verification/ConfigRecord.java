package io.opsframework.autoconfigure.verification;

import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.opsframework.autoconfigure.config.CharmConfigBinding;
import io.opsframework.charm.ConfigOption;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindConstructorProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.StringUtils;

/**
 * A class that configuration is bound to by its constructor, a record for the most, and
 * the options it is bound to.
 */
final class ConfigRecord implements Declarations {

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private final Class<?> type;

	private final Map<ConfigurationPropertyName, ConfigOption> options = new LinkedHashMap<>();

	private final boolean hasConverters;

	ConfigRecord(Class<?> type, Map<String, ConfigOption> options, boolean hasConverters) {
		this.type = type;
		this.hasConverters = hasConverters;
		options.forEach((name, option) -> this.options
			.put(ConfigurationPropertyName.adapt(CharmConfigBinding.PREFIX + "." + name, '.'), option));
	}

	@Override
	public String path() {
		return "config.options";
	}

	@Override
	public String describe(String name) {
		return "option '%s'".formatted(name);
	}

	@Override
	public String nameOf(DeclaredType type) {
		return type.optionName();
	}

	@Override
	public boolean hasConverters() {
		return this.hasConverters;
	}

	@Override
	public @Nullable Object read(Object value, TypeDescriptor type) {
		Bindable<?> target = Bindable.of(type.getResolvableType()).withAnnotations(type.getAnnotations());
		return new Binder(new MapConfigurationPropertySource(Map.of("value", value))).bind("value", target)
			.orElse(null);
	}

	/**
	 * Fail if a component has no option, cannot hold what its option can be, or has
	 * another default.
	 * @param prefix the name of the property that the class is bound to
	 * @throws InvalidCharmException if there is such a component
	 */
	void verify(ConfigurationPropertyName prefix) {
		verify(this.type, prefix);
	}

	private void verify(Class<?> type, ConfigurationPropertyName prefix) {
		Constructor<?> constructor = BindConstructorProvider.DEFAULT.getBindConstructor(Bindable.of(type), false);
		@Nullable String @Nullable [] names = (constructor != null) ? NAMES.getParameterNames(constructor) : null;
		for (int i = 0; names != null && i < names.length; i++) {
			MethodParameter parameter = new MethodParameter(constructor, i);
			String name = name(parameter, names[i]);
			verify(new BoundComponent(type, name, new TypeDescriptor(parameter), defaultValue(parameter), this),
					prefix.append(DataObjectPropertyName.toDashedForm(name)));
		}
	}

	private static String name(MethodParameter parameter, @Nullable String discovered) {
		return Optional.ofNullable(parameter.getParameterAnnotation(Name.class))
			.map(Name::value)
			.orElse(String.valueOf(discovered));
	}

	private static @Nullable String defaultValue(MethodParameter parameter) {
		DefaultValue value = parameter.getParameterAnnotation(DefaultValue.class);
		return (value != null && value.value().length > 0) ? StringUtils.arrayToCommaDelimitedString(value.value())
				: null;
	}

	private void verify(BoundComponent component, ConfigurationPropertyName name) {
		ConfigOption option = this.options.get(name);
		if (option != null) {
			component.verify(DeclaredValue.ofOption(option));
		}
		else if (this.options.keySet().stream().noneMatch(name::isAncestorOf)) {
			throw component.undeclared(name.toString().substring(CharmConfigBinding.PREFIX.length() + 1));
		}
		else {
			verify(component.type().getType(), name);
		}
	}

}
