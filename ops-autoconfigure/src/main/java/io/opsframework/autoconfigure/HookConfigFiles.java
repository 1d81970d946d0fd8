package io.opsframework.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets a hook read Spring Boot's files only from the class path, unless the author names
 * other places. A hook runs in the charm's directory, where an
 * {@code application.properties} may be one of the charm's workload.
 */
final class HookConfigFiles implements EnvironmentPostProcessor, Ordered {

	private static final String LOCATION = "spring.config.location";

	// The first of Spring Boot's own two.
	private static final String CLASS_PATH = "optional:classpath:/;optional:classpath:/config/";

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (JujuEnvironment.isHook(environment) && !Binder.get(environment).bind(LOCATION, String.class).isBound()) {
			DefaultPropertiesPropertySource.addOrMerge(Map.of(LOCATION, CLASS_PATH), environment.getPropertySources());
		}
	}

}
