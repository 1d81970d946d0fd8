package io.opsframework.autoconfigure;

import io.opsframework.autoconfigure.logging.JujuLogging;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.hooktool.HookTools;
import io.opsframework.logging.JujuLog;
import io.opsframework.model.UnitAgent;
import org.jspecify.annotations.Nullable;

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

	static @Nullable JujuLog find(@Nullable ConfigurableApplicationContext context) {
		return (context != null && context.containsBeanDefinition(LOG_BEAN_NAME))
				? context.getBeanFactory().getBean(LOG_BEAN_NAME, JujuLog.class) : null;
	}

	private static void flush(JujuLog log) {
		try {
			log.flush();
		}
		catch (HookToolException ex) {
			// Said before, when the hook's own lines could not be sent.
		}
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (JujuEnvironment.isHook(context.getEnvironment())) {
			UnitAgent agent = JujuUnitAgent.of(context.getEnvironment(), CharmProperties.of(context.getEnvironment()));
			JujuLog log = new JujuLog(new HookTools(agent.hookTools())::jujuLog);
			register(context, AGENT_BEAN_NAME, UnitAgent.class, agent);
			register(context, LOG_BEAN_NAME, JujuLog.class, log);
			JujuLogging.attach(log);
			// For what is logged after the hook.
			Runtime.getRuntime().addShutdownHook(new Thread(() -> flush(log)));
		}
	}

	// Not as singletons: these are forgotten when a context does not start, and that is
	// when the log is needed.
	private static <T> void register(ConfigurableApplicationContext context, String name, Class<T> type, T bean) {
		((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition(name,
				new RootBeanDefinition(type, () -> bean));
	}

}
