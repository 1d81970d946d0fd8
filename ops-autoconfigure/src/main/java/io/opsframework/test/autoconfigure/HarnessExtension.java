package io.opsframework.test.autoconfigure;

import java.lang.reflect.Executable;
import java.util.List;
import java.util.Set;

import io.opsframework.model.Model;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.testing.Harness;
import io.opsframework.testing.Scenario;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.ParameterResolutionDelegate;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.context.support.TestConstructorUtils;

/**
 * Provides the harness and its like as parameters of tests, without further annotations,
 * and has the fields around a nested test hold those of that test.
 */
final class HarnessExtension implements ParameterResolver, BeforeEachCallback {

	private static final Set<Class<?>> TYPES = Set.of(Harness.class, Scenario.class, SimulatedJuju.class, Model.class);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
		return TYPES.contains(parameter.getParameter().getType()) && !isResolvedBySpring(parameter, extension);
	}

	// Spring injects the instances around a nested test once, when they serve several.
	@Override
	public void beforeEach(ExtensionContext extension) {
		List<Object> instances = extension.getRequiredTestInstances().getEnclosingInstances();
		if (!instances.isEmpty()) {
			AutowireCapableBeanFactory beanFactory = SpringExtension.getApplicationContext(extension)
				.getAutowireCapableBeanFactory();
			instances.forEach((instance) -> beanFactory.autowireBeanProperties(instance,
					AutowireCapableBeanFactory.AUTOWIRE_NO, false));
		}
	}

	// JUnit refuses two resolvers for one parameter.
	private static boolean isResolvedBySpring(ParameterContext parameter, ExtensionContext extension) {
		Executable executable = parameter.getDeclaringExecutable();
		return ParameterResolutionDelegate.isAutowirable(parameter.getParameter(), parameter.getIndex())
				|| TestConstructorUtils.isAutowirableConstructor(executable,
						(name) -> extension.getConfigurationParameter(name).orElse(null));
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
		return SpringExtension.getApplicationContext(extension).getBean(parameter.getParameter().getType());
	}

}
