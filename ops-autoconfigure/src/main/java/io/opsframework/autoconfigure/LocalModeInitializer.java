package io.opsframework.autoconfigure;

import io.opsframework.local.LocalMode;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Prepares local mode where somebody else than Juju starts the charm. An initializer runs
 * at each start, also where the beans were worked out ahead of time.
 */
final class LocalModeInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String BEAN_NAME = "jujuLocalMode";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (JujuEnvironment.isRunnerEnabled(environment) && !JujuEnvironment.isPresent(environment)
				&& !SpringProperties.getFlag("spring.aot.processing")) {
			LocalMode localMode = new LocalMode();
			context.getBeanFactory().registerSingleton(BEAN_NAME, localMode);
			localMode.attachTo(context);
		}
	}

}
