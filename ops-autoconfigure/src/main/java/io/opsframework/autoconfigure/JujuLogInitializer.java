package io.opsframework.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.opsframework.autoconfigure.logging.JujuLogging;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.ProcessHookToolBackend;
import io.opsframework.logging.JujuLog;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sends what is logged to Juju's log from here on, where Juju started this process. Has
 * no order, since tests turn the runner off in an initializer that has none either.
 */
final class JujuLogInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String BEAN_NAME = "jujuLog";

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	static @Nullable JujuLog find(@Nullable ConfigurableApplicationContext context) {
		return (context != null && context.containsBeanDefinition(BEAN_NAME))
				? context.getBeanFactory().getBean(BEAN_NAME, JujuLog.class) : null;
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
			Map<String, String> variables = JujuEnvironment.variables(context.getEnvironment());
			JujuLog log = new JujuLog(new HookTools(
					new ProcessHookToolBackend(variables, Path.of("").toAbsolutePath(), TIMEOUT))::jujuLog);
			// Not as a singleton: these are forgotten when a context does not start, and
			// that is when the log is needed.
			((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition(BEAN_NAME,
					new RootBeanDefinition(JujuLog.class, () -> log));
			JujuLogging.attach(log);
			// For what is logged after the hook.
			Runtime.getRuntime().addShutdownHook(new Thread(() -> flush(log)));
		}
	}

}
