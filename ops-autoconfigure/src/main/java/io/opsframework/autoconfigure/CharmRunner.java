package io.opsframework.autoconfigure;

import java.util.Map;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.dispatch.LegacyHook;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.juju.JujuContext;
import io.opsframework.local.LocalMode;
import io.opsframework.logging.JujuLog;
import io.opsframework.model.CurrentHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;

/**
 * Runs the hook that Juju started this process for, or local mode if somebody else did.
 */
final class CharmRunner implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(CharmRunner.class);

	private final Framework framework;

	private final Environment environment;

	private final ObjectProvider<JujuLog> log;

	private final CharmMetadata metadata;

	private final CurrentHook currentHook;

	private final ObjectProvider<LocalMode> localMode;

	CharmRunner(Framework framework, CurrentHook currentHook, CharmMetadata metadata, Environment environment,
			ObjectProvider<JujuLog> log, ObjectProvider<LocalMode> localMode) {
		this.framework = framework;
		this.currentHook = currentHook;
		this.metadata = metadata;
		this.localMode = localMode;
		this.environment = environment;
		this.log = log;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		Map<String, String> variables = JujuEnvironment.variables(this.environment);
		if (!JujuContext.isPresent(variables)) {
			this.localMode.getObject().run(this.framework, this.currentHook, this.metadata, arguments);
			return;
		}
		LegacyHook legacyHook = new LegacyHook(variables);
		if (legacyHook.isRunning()) {
			logger.debug("A legacy hook has started the charm that started it; there is nothing to do");
		}
		else {
			dispatch(JujuContext.of(variables), legacyHook);
		}
		this.log.ifAvailable(CharmRunner::flush);
	}

	// The hook has done its work and kept its state: to run it again would do more harm
	// than
	// to lose these lines.
	private static void flush(JujuLog log) {
		try {
			log.flush();
		}
		catch (HookToolException ex) {
			System.err.println(ex.getMessage());
		}
	}

	private void dispatch(JujuContext context, LegacyHook legacyHook) {
		int exitCode = legacyHook.run(context);
		if (exitCode != 0) {
			throw new LegacyHookFailedException(exitCode);
		}
		try {
			this.framework.dispatch(context);
		}
		catch (Throwable ex) {
			throw new HookFailedException(context, ex);
		}
	}

}
