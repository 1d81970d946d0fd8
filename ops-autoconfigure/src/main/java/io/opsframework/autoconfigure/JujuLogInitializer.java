package io.opsframework.autoconfigure;

import java.util.function.Supplier;

import io.opsframework.autoconfigure.logging.JujuLogging;
import io.opsframework.hooktool.HookTools;
import io.opsframework.logging.JujuLog;
import io.opsframework.model.UnitAgent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Finds what the hook has of Juju's agent, where that started this process, and sends
 * what is logged to Juju's log from here on. Has no order, since tests turn the runner
 * off in an initializer that has none either.
 */
final class JujuLogInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String AGENT_BEAN_NAME = "jujuUnitAgent";

	private static final String LOG_BEAN_NAME = "jujuLog";

	private static final String PROCESS_BEAN_NAME = "jujuHookProcess";

	static @Nullable JujuLog findLog(@Nullable ConfigurableApplicationContext context) {
		return find(context, LOG_BEAN_NAME, JujuLog.class);
	}

	static @Nullable HookProcess findProcess(@Nullable ConfigurableApplicationContext context) {
		return find(context, PROCESS_BEAN_NAME, HookProcess.class);
	}

	// A context that does not close in time gives no beans.
	private static <T> @Nullable T find(@Nullable ConfigurableApplicationContext context, String name, Class<T> type) {
		if (context == null || !context.containsBeanDefinition(name)) {
			return null;
		}
		AbstractBeanDefinition definition = (AbstractBeanDefinition) context.getBeanFactory().getBeanDefinition(name);
		Supplier<?> supplier = definition.getInstanceSupplier();
		return (supplier != null) ? type.cast(supplier.get()) : null;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (JujuEnvironment.isHook(context.getEnvironment())) {
			CharmProperties properties = CharmProperties.of(context.getEnvironment());
			UnitAgent agent = JujuUnitAgent.of(context.getEnvironment(), properties);
			JujuLog log = new JujuLog(new HookTools(agent.hookTools())::jujuLog);
			HookProcess process = new HookProcess(agent.context(), log, properties.runner().shutdownTimeout());
			register(context, AGENT_BEAN_NAME, UnitAgent.class, agent);
			register(context, LOG_BEAN_NAME, JujuLog.class, log);
			register(context, PROCESS_BEAN_NAME, HookProcess.class, process);
			JujuLogging.attach(log);
			process.watch();
		}
	}

	// Not as singletons: these are forgotten when a context does not start, and that is
	// when the log is needed.
	private static <T> void register(ConfigurableApplicationContext context, String name, Class<T> type, T bean) {
		((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition(name,
				new RootBeanDefinition(type, () -> bean));
	}

}
