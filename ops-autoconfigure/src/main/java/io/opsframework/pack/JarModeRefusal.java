package io.opsframework.pack;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Keeps {@code -Djarmode} from running a hook. Only a repackaged jar knows jar modes; an
 * extracted one would just start the application.
 */
class JarModeRefusal implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		String mode = System.getProperty("jarmode");
		if (mode != null) {
			throw new JarModeNotAvailableException(mode);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
