package io.opsframework.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Puts a simulated Juju, one for each test, in the place of the real one. Part of
 * {@link CharmTest @CharmTest}; add it to a {@code @SpringBootTest} to do the same there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@ExtendWith(HarnessExtension.class)
public @interface AutoConfigureHarness {

	/**
	 * The version of the simulated Juju's agent.
	 * @return the version
	 */
	@PropertyMapping("ops.test.juju-version")
	String jujuVersion() default "3.6.27";

}
