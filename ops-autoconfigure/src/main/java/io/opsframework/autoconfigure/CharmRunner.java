package io.opsframework.autoconfigure;

import io.opsframework.dispatch.Framework;
import io.opsframework.dispatch.LegacyHook;
import io.opsframework.local.LocalMode;
import io.opsframework.model.HookObserver;
import io.opsframework.model.UnitAgent;
import io.opsframework.state.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Runs the hook that Juju started this process for, or local mode if somebody else did.
 */
final class CharmRunner {

	private static final Logger logger = LoggerFactory.getLogger(CharmRunner.class);

	private final Framework framework;

	private final ConfigurableApplicationContext context;

	private final ObjectProvider<UnitAgent> agent;

	private final ObjectProvider<StateStore> stateStore;

	private final ObjectProvider<HookProcess> process;

	CharmRunner(Framework framework, ConfigurableApplicationContext context, ObjectProvider<UnitAgent> agent,
			ObjectProvider<StateStore> stateStore, ObjectProvider<HookProcess> process) {
		this.framework = framework;
		this.context = context;
		this.agent = agent;
		this.stateStore = stateStore;
		this.process = process;
	}

	void run(ApplicationArguments arguments) {
		Environment environment = this.context.getEnvironment();
		if (!JujuEnvironment.isPresent(environment)) {
			new LocalMode(this.framework, this.context).run(arguments);
			return;
		}
		HookProcess process = this.process.getObject();
		LegacyHook legacyHook = new LegacyHook(JujuEnvironment.variables(environment));
		if (legacyHook.isRunning()) {
			logger.debug("A legacy hook has started the charm that started it; there is nothing to do");
		}
		else {
			dispatch(unitAgent(environment), legacyHook, process);
		}
		process.end(this.context, 0);
	}

	private UnitAgent unitAgent(Environment environment) {
		UnitAgent known = this.agent
			.getIfAvailable(() -> JujuUnitAgent.of(environment, CharmProperties.of(environment)));
		return new UnitAgent(known.context(), known.hookTools(), this.stateStore.getIfAvailable(known::stateStore),
				known.pebbles());
	}

	private void dispatch(UnitAgent unitAgent, LegacyHook legacyHook, HookProcess process) {
		int exitCode = legacyHook.run(unitAgent.context());
		if (exitCode != 0) {
			throw new LegacyHookFailedException(exitCode);
		}
		try {
			this.framework.dispatch(unitAgent, HookObserver.NONE, () -> process.beforeCommit(this.context));
		}
		catch (Throwable ex) {
			throw new HookFailedException(unitAgent.context(), ex);
		}
	}

}
