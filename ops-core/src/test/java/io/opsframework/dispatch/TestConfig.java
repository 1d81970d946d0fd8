package io.opsframework.dispatch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.opsframework.invocation.CharmConfig;
import io.opsframework.model.CurrentHook;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

/**
 * Stands in for configuration properties, which only Spring Boot has: one option, of
 * which 22 is refused.
 *
 * @param port the port
 */
@TestConfig.Bound
public record TestConfig(long port) {

	public TestConfig {
		if (port == 22) {
			throw new RefusedException();
		}
	}

	/**
	 * Marks a class that the charm's configuration is bound to.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Bound {

	}

	/**
	 * The beans that a charm with this configuration has.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class Beans {

		@Bean
		static TestConfig config(CurrentHook hook) {
			return new TestConfig((Long) hook.get().config().get("port"));
		}

		@Bean
		static CharmConfig binding(BeanFactory beanFactory) {
			return new Binding(beanFactory);
		}

	}

	private record Binding(BeanFactory beanFactory) implements CharmConfig {

		@Override
		public boolean isUsed() {
			return true;
		}

		@Override
		public boolean isBoundTo(Class<?> type) {
			return type == TestConfig.class;
		}

		@Override
		public @Nullable String problem(Throwable failure) {
			return (NestedExceptionUtils.getMostSpecificCause(failure) instanceof RefusedException)
					? "port 22 is taken by SSH" : null;
		}

		@Override
		public @Nullable String validate() {
			try {
				this.beanFactory.getBean(TestConfig.class);
				return null;
			}
			catch (RuntimeException ex) {
				return problem(ex);
			}
		}

	}

	private static final class RefusedException extends RuntimeException {

	}

}
