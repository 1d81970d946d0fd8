package io.opsframework.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of a charm against a simulated Juju: all components of the charm, its
 * configuration, and of the auto-configurations only those that charms need. The context
 * is kept for all tests that want the same one, and each test has a Juju of its own,
 * which a {@link io.opsframework.testing.Harness}, a
 * {@link io.opsframework.testing.Scenario} or the
 * {@link io.opsframework.simulation.SimulatedJuju} itself gives access to, as a parameter
 * of the test or an {@code @Autowired} field.
 * <p>
 * No test can start a real hook tool.
 * <p>
 * Relation libraries and the like join the slice with the file
 * {@code META-INF/spring/io.opsframework.test.autoconfigure.AutoConfigureCharm.imports}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(CharmTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(CharmTypeExcludeFilter.class)
@AutoConfigureCharm
@AutoConfigureHarness
@ImportAutoConfiguration
public @interface CharmTest {

	/**
	 * Properties to add to the environment, {@code key=value}.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * The version of the simulated Juju's agent.
	 * @return the version
	 */
	@AliasFor(annotation = AutoConfigureHarness.class)
	String jujuVersion() default "3.6.27";

	/**
	 * Whether to take all components of the charm, unless a filter excludes them.
	 * @return {@code false} to take only those that a filter includes
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Components to take beside those that are taken by default.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Components not to take.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations not to take.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
