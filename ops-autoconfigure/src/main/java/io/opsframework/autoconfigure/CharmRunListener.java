package io.opsframework.autoconfigure;

import java.time.Duration;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Lets the charm run when its application is ready: after the author's own runners, and
 * listeners of {@code ApplicationReadyEvent}, have done what they do at start-up.
 */
final class CharmRunListener implements SpringApplicationRunListener, Ordered {

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		if (JujuEnvironment.isProcessOfHook()) {
			TerminationSignal.dieOf(() -> {
			});
		}
	}

	@Override
	public void ready(ConfigurableApplicationContext context, Duration timeTaken) {
		context.getBeanProvider(CharmRunner.class)
			.ifAvailable((runner) -> runner.run(context.getBean(ApplicationArguments.class)));
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
