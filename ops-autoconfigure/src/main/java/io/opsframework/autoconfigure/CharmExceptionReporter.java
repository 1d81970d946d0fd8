package io.opsframework.autoconfigure;

import java.util.Map;
import java.util.Optional;

import io.opsframework.autoconfigure.logging.JujuLogging;
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

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
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
		JujuLog log = JujuLogInitializer.findLog(this.context);
		HookProcess process = JujuLogInitializer.findProcess(this.context);
		if (log == null && isHook()) {
			// It failed before there was a log, so nothing of the failure is in it yet.
			process = HookProcess.of(variables());
			log = process.log();
			JujuLogging.attach(log);
		}
		if (log == null) {
			return false;
		}
		send(failure, log);
		if (process != null) {
			process.end(this.context, exitCode(failure));
		}
		return true;
	}

	private boolean isHook() {
		return (this.context != null) ? JujuEnvironment.isHook(this.context.getEnvironment())
				: JujuEnvironment.isProcessOfHook();
	}

	private Map<String, String> variables() {
		return (this.context != null) ? JujuEnvironment.variables(this.context.getEnvironment()) : System.getenv();
	}

	private void send(Throwable failure, JujuLog log) {
		// Of who is interrupted no hook tool is run.
		Thread.interrupted();
		try {
			report(failure, log);
			log.flush();
		}
		catch (HookToolException ex) {
			// Juju's log cannot be written; the agent logs what stands here.
			System.err.println(ex.getMessage());
			failure.printStackTrace();
		}
	}

	private static int exitCode(Throwable failure) {
		return (failure instanceof ExitCodeGenerator generator && generator.getExitCode() != 0)
				? generator.getExitCode() : 1;
	}

	private void report(Throwable failure, JujuLog log) {
		if (failure instanceof HookFailedException hookFailed) {
			report(hookFailed, log);
		}
		else if (!(failure instanceof LegacyHookFailedException)) {
			if (!reportByOthers(failure)) {
				logger.error("The charm does not start", failure);
			}
			tellOfCrash(JujuContext.of(variables()), NestedExceptionUtils.getMostSpecificCause(failure), log);
		}
	}

	private static void report(HookFailedException failure, JujuLog log) {
		Throwable cause = ListenerException.unwrap(Optional.ofNullable(failure.getCause()).orElse(failure));
		JujuContext hook = failure.context();
		if (cause instanceof JujuContextException) {
			logger.error(cause.getMessage());
		}
		else {
			logger.error("{} failed", hook.dispatchPath(), cause);
		}
		tellOfCrash(hook, cause, log);
	}

	/**
	 * Tell of a crash whose stack trace is logged already: who ran the action, and who
	 * reads security events.
	 * @param hook the hook that crashed
	 * @param cause why
	 * @param log takes the security event
	 */
	static void tellOfCrash(JujuContext hook, Throwable cause, JujuLog log) {
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
