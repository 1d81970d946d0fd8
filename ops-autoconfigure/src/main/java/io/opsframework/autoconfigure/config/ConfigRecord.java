package io.opsframework.autoconfigure.config;

import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.opsframework.charm.ConfigOption;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindConstructorProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;

/**
 * A class that configuration is bound to by its constructor, a record for the most, and
 * the options it is bound to.
 */
final class ConfigRecord {

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private final Class<?> type;

	private final Map<ConfigurationPropertyName, ConfigOption> options = new LinkedHashMap<>();

	ConfigRecord(Class<?> type, Map<String, ConfigOption> options) {
		this.type = type;
		options.forEach((name, option) -> this.options
			.put(ConfigurationPropertyName.adapt(JujuConfigPropertySource.PREFIX + "." + name, '.'), option));
	}

	/**
	 * Fail if a component has no option, cannot hold what its option can be, or has
	 * another default.
	 * @param prefix the name of the property that the class is bound to
	 * @throws InvalidConfigClassException if there is such a component
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
			verify(new OptionComponent(type, name, parameter),
					prefix.append(DataObjectPropertyName.toDashedForm(name)));
		}
	}

	private static String name(MethodParameter parameter, @Nullable String discovered) {
		return Optional.ofNullable(parameter.getParameterAnnotation(Name.class))
			.map(Name::value)
			.orElse(String.valueOf(discovered));
	}

	private void verify(OptionComponent component, ConfigurationPropertyName name) {
		ConfigOption option = this.options.get(name);
		if (option != null) {
			component.verifyType(option);
			component.verifyDefault(option);
		}
		else if (this.options.keySet().stream().noneMatch(name::isAncestorOf)) {
			throw component.undeclared(name.toString().substring(JujuConfigPropertySource.PREFIX.length() + 1));
		}
		else {
			verify(component.type(), name);
		}
	}

}
