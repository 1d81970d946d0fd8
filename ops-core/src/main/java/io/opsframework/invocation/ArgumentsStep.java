package io.opsframework.invocation;

import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.UpdateStatusEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactory;

/**
 * Gets the listener's bean and its arguments. Where the charm's configuration does not
 * bind, a listener that needs it is not called, and loses no event: config-changed comes
 * again when somebody corrects it, what can be deferred is deferred, an action fails, and
 * for the rest the configuration that was valid last serves.
 */
final class ArgumentsStep implements ListenerStep {

	private static final Logger logger = LoggerFactory.getLogger(ArgumentsStep.class);

	private final BeanFactory beanFactory;

	private final CharmConfig config;

	private final LastValidConfig lastValidConfig;

	ArgumentsStep(BeanFactory beanFactory, CharmConfig config, LastValidConfig lastValidConfig) {
		this.beanFactory = beanFactory;
		this.config = config;
		this.lastValidConfig = lastValidConfig;
	}

	@Override
	public void call(ListenerCall call, Runnable rest) {
		try {
			prepare(call);
		}
		catch (RuntimeException ex) {
			String problem = this.config.problem(ex);
			if (problem == null) {
				throw ex;
			}
			withoutConfig(call, rest, problem, ex);
			return;
		}
		rest.run();
	}

	private void prepare(ListenerCall call) {
		@Nullable Object[] resolved = call.listener().arguments(call);
		call.prepare(this.beanFactory.getBean(call.listener().beanName()), resolved);
	}

	private void prepareWithLastValid(ListenerCall call, String problem) {
		try {
			prepare(call);
		}
		catch (RuntimeException ex) {
			if (this.config.problem(ex) == null) {
				throw ex;
			}
			throw new IllegalStateException(problem + "; the configuration that was valid last is not any more", ex);
		}
	}

	private void withoutConfig(ListenerCall call, Runnable rest, String problem, RuntimeException ex) {
		CharmEvent event = call.event();
		if (event instanceof Deferrable || event instanceof ActionEvent || event instanceof CollectStatusEvent) {
			boolean comesAgain = event instanceof ConfigChangedEvent || event instanceof UpdateStatusEvent;
			call.skip(problem, !comesAgain);
			return;
		}
		if (!this.lastValidConfig.isKnown()) {
			throw ex;
		}
		logger.warn("{} gets the configuration that was valid last: {}", call.listener(), problem);
		this.lastValidConfig.use(() -> {
			prepareWithLastValid(call, problem);
			rest.run();
		});
	}

}
