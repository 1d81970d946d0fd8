package io.opsframework.test.autoconfigure;

import java.util.List;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Keeps every test, also one without any of our annotations, from running Juju's hooks
 * and its hook tools.
 */
final class CharmTestContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return new RunnerOff();
	}

	/**
	 * Turns the runner off. Equal to all others of its kind, so that contexts are shared.
	 */
	private record RunnerOff() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			TestPropertyValues.of("ops.runner.enabled=false").applyTo(context);
		}

	}

}
