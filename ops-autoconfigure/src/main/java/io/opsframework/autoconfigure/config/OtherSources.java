package io.opsframework.autoconfigure.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The property sources beside Juju's. What they have for {@code charm.config} was meant
 * for somebody else: the charm's workload has files and variables too.
 */
final class OtherSources {

	private static final Logger logger = LoggerFactory.getLogger(OtherSources.class);

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName
		.of(JujuConfigPropertySource.PREFIX);

	private OtherSources() {
	}

	/**
	 * Take {@code charm.config} out of property sources, in whichever form it is written.
	 * @param sources the property sources
	 */
	static void hideConfig(MutablePropertySources sources) {
		for (PropertySource<?> source : sources.stream().toList()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				List<String> names = Stream.of(enumerable.getPropertyNames()).filter(OtherSources::isConfig).toList();
				if (!names.isEmpty()) {
					logger.warn("{} of '{}' is not used: charm.config is what 'juju config' says and nothing else",
							names, source.getName());
					sources.replace(source.getName(), without(enumerable));
				}
			}
		}
	}

	// To Spring Boot, names are the same in many forms.
	private static boolean isConfig(String name) {
		return isBelowPrefix(name) || isBelowPrefix(name.replace('_', '.').toLowerCase(Locale.ROOT));
	}

	private static boolean isBelowPrefix(String name) {
		ConfigurationPropertyName adapted = ConfigurationPropertyName.adapt(name, '.');
		return PREFIX.equals(adapted) || PREFIX.isAncestorOf(adapted);
	}

	// Variables have a mapping of their own, by which Spring Boot knows their source.
	private static PropertySource<?> without(EnumerablePropertySource<?> source) {
		if (source instanceof SystemEnvironmentPropertySource variables) {
			Map<String, Object> others = new LinkedHashMap<>(variables.getSource());
			others.keySet().removeIf(OtherSources::isConfig);
			return new SystemEnvironmentPropertySource(source.getName(), others);
		}
		return new WithoutConfig(source);
	}

	/**
	 * A property source without what it has for {@code charm.config}.
	 */
	private static final class WithoutConfig extends EnumerablePropertySource<EnumerablePropertySource<?>>
			implements OriginLookup<String> {

		WithoutConfig(EnumerablePropertySource<?> source) {
			super(source.getName(), source);
		}

		@Override
		public String[] getPropertyNames() {
			return Stream.of(this.source.getPropertyNames()).filter((name) -> !isConfig(name)).toArray(String[]::new);
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return isConfig(name) ? null : this.source.getProperty(name);
		}

		@Override
		public @Nullable Origin getOrigin(String key) {
			return OriginLookup.getOrigin(this.source, key);
		}

	}

}
