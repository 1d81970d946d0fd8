package io.opsframework.autoconfigure.verification;

import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

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

	private final ConfigurationPropertyName prefix;

	private final Map<ConfigurationPropertyName, ConfigOption> options = new LinkedHashMap<>();

	private final boolean hasConverters;

	/**
	 * Create a new one.
	 * @param type the class
	 * @param prefix the name of the property that it is bound to
	 * @param options the options that are declared, by name
	 * @param hasConverters whether the charm has converters of its own
	 */
	ConfigRecord(Class<?> type, ConfigurationPropertyName prefix, Map<String, ConfigOption> options,
			boolean hasConverters) {
		this.type = type;
		this.prefix = prefix;
		this.hasConverters = hasConverters;
		options.forEach((name, option) -> this.options
			.put(ConfigurationPropertyName.adapt(CharmConfigBinding.PREFIX + "." + name, '.'), option));
	}

	Class<?> type() {
		return this.type;
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
	 * @throws InvalidCharmException if there is such a component
	 */
	void verify() {
		forEachComponent((component, name) -> {
			ConfigOption option = this.options.get(name);
			if (option == null) {
				throw component.undeclared(optionName(name));
			}
			component.verify(DeclaredValue.ofOption(option));
		});
	}

	/**
	 * What has to change in what is declared, for the class to fit.
	 * @param descriptions what the properties are for, where that is known
	 * @return the changes by the option's name, empty for a class that fits
	 */
	Map<String, Object> changes(PropertyDescriptions descriptions) {
		Map<String, Object> changes = new LinkedHashMap<>();
		forEachComponent((component, name) -> {
			ConfigOption option = this.options.get(name);
			Map<String, @Nullable Object> change = component
				.changes((option != null) ? DeclaredValue.ofOption(option) : null);
			String description = descriptions.find(component.owner(), name);
			if (!description.isEmpty() && (option == null || !words(description).equals(words(option.description())))) {
				change.put("description", description);
			}
			if (!change.isEmpty()) {
				changes.put((option != null) ? option.name() : optionName(name), change);
			}
		});
		return changes;
	}

	private static List<String> words(String text) {
		return List.of(text.strip().split("\\s+"));
	}

	private static String optionName(ConfigurationPropertyName name) {
		return name.toString().substring(CharmConfigBinding.PREFIX.length() + 1);
	}

	private void forEachComponent(BiConsumer<BoundComponent, ConfigurationPropertyName> consumer) {
		forEachComponent(this.type, this.prefix, consumer);
	}

	private void forEachComponent(Class<?> type, ConfigurationPropertyName prefix,
			BiConsumer<BoundComponent, ConfigurationPropertyName> consumer) {
		Constructor<?> constructor = BindConstructorProvider.DEFAULT.getBindConstructor(Bindable.of(type), false);
		@Nullable String @Nullable [] names = (constructor != null) ? NAMES.getParameterNames(constructor) : null;
		for (int i = 0; names != null && i < names.length; i++) {
			MethodParameter parameter = new MethodParameter(constructor, i);
			String name = name(parameter, names[i]);
			ConfigurationPropertyName property = prefix.append(DataObjectPropertyName.toDashedForm(name));
			// A structure is bound to several options.
			if (!this.options.containsKey(property)
					&& this.options.keySet().stream().anyMatch(property::isAncestorOf)) {
				forEachComponent(parameter.getParameterType(), property, consumer);
			}
			else {
				consumer.accept(
						new BoundComponent(type, name, new TypeDescriptor(parameter), defaultValue(parameter), this),
						property);
			}
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

}
