package io.opsframework.autoconfigure;

import java.util.Map;

import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.local.LocalMode;
import io.opsframework.testing.SimulatedAgent;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.ApplicationListener;
import org.springframework.core.SpringProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalModeInitializer}.
 */
class LocalModeInitializerTests {

	private static final ContextConsumer<AssertableApplicationContext> IS_OFF = (context) -> assertThat(context)
		.doesNotHaveBean(LocalMode.class)
		.getBeans(ApplicationListener.class)
		.values()
		.noneMatch(SimulatedAgent.class::isInstance);

	@Test
	void localModeIsOnWithoutJuju() {
		ApplicationContextRunner runner = HookEnvironment.runner(Map.of())
			.withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
			.withPropertyValues("ops.charm.directory=" + SimulatedCharm.directory());
		run(runner, (context) -> {
			assertThat(context).hasSingleBean(LocalMode.class);
			assertThat(context.getBean(HookToolBackend.class)).isNotInstanceOf(RefusingHookToolBackend.class);
		});
	}

	@Test
	void localModeIsOnWhenContextIdIsEmpty() {
		run(HookEnvironment.runner(Map.of("JUJU_CONTEXT_ID", "")),
				(context) -> assertThat(context).hasSingleBean(LocalMode.class));
	}

	@Test
	void localModeIsOffInJujusEnvironment() {
		run(HookEnvironment.runner(Map.of("JUJU_CONTEXT_ID", "greeter/0-start-1")), IS_OFF);
	}

	@Test
	void localModeIsOffWhenRunnerIsDisabled() {
		run(HookEnvironment.runner(Map.of()).withPropertyValues("ops.runner.enabled=false"), IS_OFF);
	}

	@Test
	void localModeIsOffWhenProcessedAheadOfTime() {
		SpringProperties.setFlag("spring.aot.processing");
		try {
			run(HookEnvironment.runner(Map.of()), IS_OFF);
		}
		finally {
			SpringProperties.setProperty("spring.aot.processing", null);
		}
	}

	private static void run(ApplicationContextRunner runner, ContextConsumer<AssertableApplicationContext> consumer) {
		runner.withInitializer(new LocalModeInitializer()).run(consumer);
	}

}
