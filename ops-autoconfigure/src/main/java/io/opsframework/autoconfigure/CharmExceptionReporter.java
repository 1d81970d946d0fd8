package io.opsframework.autoconfigure;

import java.util.Optional;

import io.opsframework.hooktool.HookToolException;
import io.opsframework.invocation.ListenerException;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuContextException;
import io.opsframework.logging.JujuLog;
import io.opsframework.logging.SecurityEvents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * Reports what failed in a hook to Juju's log, once, and sends the log before the process
 * ends.
 */
@Order(0)
final class CharmExceptionReporter implements SpringBootExceptionReporter {

	private static final Logger logger = LoggerFactory.getLogger(CharmExceptionReporter.class);

	private final @Nullable ConfigurableApplicationContext context;

	CharmExceptionReporter(@Nullable ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public boolean reportException(Throwable failure) {
		JujuLog log = JujuLogInitializer.find(this.context);
		if (log == null) {
			return false;
		}
		try {
			report(failure, log);
			log.flush();
		}
		catch (HookToolException ex) {
			// Juju's log cannot be written; the agent logs what stands here.
			System.err.println(ex.getMessage());
			failure.printStackTrace();
		}
		return true;
	}

	private void report(Throwable failure, JujuLog log) {
		if (failure instanceof HookFailedException hookFailed) {
			report(hookFailed, log);
		}
		else if (!(failure instanceof LegacyHookFailedException) && !reportByOthers(failure)) {
			logger.error("The charm does not start", failure);
		}
	}

	private void report(HookFailedException failure, JujuLog log) {
		Throwable cause = ListenerException.unwrap(Optional.ofNullable(failure.getCause()).orElse(failure));
		JujuContext hook = failure.context();
		if (cause instanceof JujuContextException) {
			logger.error(cause.getMessage());
		}
		else {
			logger.error("{} failed", hook.dispatchPath(), cause);
		}
		if (hook.dispatchPath().kind() == HookKind.ACTION) {
			tellPersonOf(cause);
		}
		new SecurityEvents(hook, log::log).crash(cause);
	}

	// Juju shows what an action writes there to the person who ran it.
	private static void tellPersonOf(Throwable cause) {
		System.err
			.println("Uncaught %s in charm code: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage()));
		System.err.println("Use `juju debug-log` to see the full traceback.");
	}

	private boolean reportByOthers(Throwable failure) {
		ArgumentResolver arguments = (this.context != null)
				? ArgumentResolver.of(ConfigurableApplicationContext.class, this.context)
				: ArgumentResolver.from((type) -> null);
		for (SpringBootExceptionReporter reporter : SpringFactoriesLoader.forDefaultResourceLocation()
			.load(SpringBootExceptionReporter.class, arguments)) {
			if (!(reporter instanceof CharmExceptionReporter) && reporter.reportException(failure)) {
				return true;
			}
		}
		return false;
	}

}
