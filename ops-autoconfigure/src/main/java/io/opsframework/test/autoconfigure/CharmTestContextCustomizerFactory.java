package io.opsframework.test.autoconfigure;

import java.util.List;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Keeps every test, also one without any of our annotations, from running Juju's hooks
 * and its hook tools, and a {@link CharmTest @CharmTest} from running without the charm:
 * Java and Spring leave out annotations whose classes are missing.
 */
final class CharmTestContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		if (TestContextAnnotationUtils.hasAnnotation(testClass, CharmTest.class)) {
			requireDependency(testClass, "spring-boot-test",
					"org.springframework.boot.test.context.SpringBootTestContextBootstrapper");
			requireDependency(testClass, "spring-boot-test-autoconfigure",
					"org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper");
		}
		return new RunnerOff();
	}

	private static void requireDependency(Class<?> testClass, String artifact, String type) {
		if (!ClassUtils.isPresent(type, testClass.getClassLoader())) {
			throw new IllegalStateException(
					"%s is a @CharmTest, and 'org.springframework.boot:%s' is not on its class path: add it to the dependencies of the tests"
						.formatted(testClass.getName(), artifact));
		}
	}

	/**
	 * Turns the runner off. Equal to all others of its kind, so that contexts are shared.
	 */
	private record RunnerOff() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("charmTest", Map.of("ops.runner.enabled", false)));
		}

	}

}
