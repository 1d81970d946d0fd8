package io.opsframework.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Gives a charm the defaults of a program that runs for one hook. Whatever the author
 * sets wins, default properties included.
 */
final class CharmEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> defaults = new LinkedHashMap<>();
		defaults.put("spring.main.banner-mode", "off");
		defaults.put("spring.main.web-application-type", "none");
		defaults.put("spring.main.log-startup-info", "false");
		if (JujuEnvironment.isPresent(environment)) {
			defaults.put("spring.main.register-shutdown-hook", "false");
			// Each phase of closing the context is part of its hook.
			defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "2s");
			// It speaks of a context that does not start whenever a hook fails.
			defaults.put("logging.level.org.springframework.boot.autoconfigure.logging.ConditionEvaluationReportLogger",
					"warn");
		}
		addUnderAuthorsDefaults(defaults, environment.getPropertySources());
	}

	// Spring Boot moves its own default properties to the end once more.
	private static void addUnderAuthorsDefaults(Map<String, Object> defaults, MutablePropertySources sources) {
		PropertySource<?> authors = sources.remove(DefaultPropertiesPropertySource.NAME);
		Map<String, Object> all = new LinkedHashMap<>(defaults);
		if (authors instanceof MapPropertySource map) {
			ConfigurationPropertySource known = ConfigurationPropertySource.from(map);
			all.keySet()
				.removeIf((name) -> known != null
						&& known.getConfigurationProperty(ConfigurationPropertyName.adapt(name, '.')) != null);
			all.putAll(map.getSource());
		}
		sources.addLast(new DefaultPropertiesPropertySource(all));
	}

}
