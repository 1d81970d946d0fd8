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
 * for the rest the configuration that was valid last serves. Where there is none, the
 * listener is not called: a unit that was deployed with a bad value can be removed.
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
			withoutConfig(call, rest, problem);
			return;
		}
		rest.run();
	}

	private void prepare(ListenerCall call) {
		@Nullable Object[] resolved = call.listener().arguments(call);
		call.prepare(this.beanFactory.getBean(call.listener().beanName()), resolved);
	}

	private void withoutConfig(ListenerCall call, Runnable rest, String problem) {
		CharmEvent event = call.event();
		if (event instanceof Deferrable || event instanceof ActionEvent || event instanceof CollectStatusEvent) {
			boolean comesAgain = event instanceof ConfigChangedEvent || event instanceof UpdateStatusEvent;
			call.skip(problem, !comesAgain);
		}
		else if (this.lastValidConfig.isKnown()) {
			this.lastValidConfig.use(() -> withLastValid(call, rest, problem));
		}
		else {
			leaveOut(call, problem, "no configuration was valid before");
		}
	}

	private void withLastValid(ListenerCall call, Runnable rest, String problem) {
		try {
			prepare(call);
		}
		catch (RuntimeException ex) {
			if (this.config.problem(ex) == null) {
				throw ex;
			}
			leaveOut(call, problem, "the configuration that was valid last is not any more");
			return;
		}
		logger.warn("{} gets the configuration that was valid last: {}", call.listener(), problem);
		rest.run();
	}

	// Else a unit that was deployed with a bad value could not be removed.
	private static void leaveOut(ListenerCall call, String problem, String noOther) {
		logger.warn("{} is not called with '{}', which cannot be deferred: {}, and {}", call.listener(),
				call.event().eventName(), problem, noOther);
		call.skip(problem, false);
	}

}
