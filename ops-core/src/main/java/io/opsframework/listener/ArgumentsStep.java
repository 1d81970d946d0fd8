package io.opsframework.listener;

import java.util.Map;

import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.model.Hook;
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

	private final ListenerArguments arguments;

	private final CharmConfig config;

	private final LastValidConfig lastValidConfig;

	ArgumentsStep(BeanFactory beanFactory, ListenerArguments arguments, CharmConfig config,
			LastValidConfig lastValidConfig) {
		this.beanFactory = beanFactory;
		this.arguments = arguments;
		this.config = config;
		this.lastValidConfig = lastValidConfig;
	}

	@Override
	public void call(ListenerInvocation invocation, Runnable rest) {
		try {
			prepare(invocation);
		}
		catch (UnusableArgumentException ex) {
			NotCalled.because(invocation, ex.getReason(), false);
			return;
		}
		catch (RuntimeException ex) {
			String problem = this.config.problem(ex);
			if (problem == null) {
				throw ex;
			}
			withoutConfig(invocation, rest, problem, ex);
			return;
		}
		rest.run();
	}

	private void prepare(ListenerInvocation invocation) {
		@Nullable Object[] resolved = this.arguments.resolve(invocation);
		invocation.prepare(this.beanFactory.getBean(invocation.listener().beanName()), resolved);
	}

	private void prepareWithLastValid(ListenerInvocation invocation, String problem) {
		try {
			prepare(invocation);
		}
		catch (RuntimeException ex) {
			if (this.config.problem(ex) == null) {
				throw ex;
			}
			throw new IllegalStateException(problem + "; the configuration that was valid last is not any more", ex);
		}
	}

	private void withoutConfig(ListenerInvocation invocation, Runnable rest, String problem, RuntimeException ex) {
		CharmEvent event = invocation.event();
		if (event instanceof Deferrable || event instanceof ActionEvent || event instanceof CollectStatusEvent) {
			boolean comesAgain = event instanceof ConfigChangedEvent || event instanceof UpdateStatusEvent;
			NotCalled.because(invocation, problem, !comesAgain);
			return;
		}
		Hook hook = invocation.hook();
		Map<String, Object> lastValid = LastValidConfig.of(hook);
		if (lastValid == null) {
			throw ex;
		}
		logger.warn("{} gets the configuration that was valid last: {}", invocation.listener(), problem);
		this.lastValidConfig.use(hook, lastValid, () -> {
			prepareWithLastValid(invocation, problem);
			rest.run();
		});
	}

}
