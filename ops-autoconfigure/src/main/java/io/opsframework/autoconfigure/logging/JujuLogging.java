package io.opsframework.autoconfigure.logging;

import java.util.function.BiConsumer;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.opsframework.logging.JujuLog;
import io.opsframework.model.CurrentHook;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * Sends what is logged to Juju's log. Does nothing where Logback is not in use.
 */
public final class JujuLogging {

	private JujuLogging() {
	}

	/**
	 * Send all that is logged to Juju's log, and no longer to the console: Juju would log
	 * that again.
	 * @param log the log
	 */
	public static void attach(JujuLog log) {
		attach(log, log::log);
		detachConsole();
	}

	/**
	 * Send what is logged while a hook runs, in the thread that handles it, to that
	 * hook's own log. Does nothing where that is done already, so that it can be repeated
	 * after Spring Boot has set up Logback anew.
	 * @param currentHook the current hook
	 * @return what ends that
	 */
	public static Runnable attach(CurrentHook currentHook) {
		return attach(currentHook,
				(level, message) -> currentHook.find().ifPresent((hook) -> hook.tools().jujuLog(level, message)));
	}

	/**
	 * Print nothing of what is logged to the console any more.
	 */
	public static void detachConsole() {
		if (isLogback()) {
			Logback.root().detachAppender("CONSOLE");
			// Logback's own, until Spring Boot has set it up.
			Logback.root().detachAppender("console");
		}
	}

	private static Runnable attach(Object owner, BiConsumer<String, String> log) {
		return isLogback() ? Logback.attach("JUJU-" + ObjectUtils.getIdentityHexString(owner), log) : () -> {
		};
	}

	private static boolean isLogback() {
		return ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", JujuLogging.class.getClassLoader())
				&& Logback.isInUse();
	}

	/**
	 * Keeps Logback's classes away from those who do not have it.
	 */
	private static final class Logback {

		static boolean isInUse() {
			return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
		}

		static Logger root() {
			ILoggerFactory factory = LoggerFactory.getILoggerFactory();
			return ((LoggerContext) factory).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		}

		static Runnable attach(String name, BiConsumer<String, String> log) {
			Logger root = root();
			if (root.getAppender(name) == null) {
				JujuLogAppender appender = new JujuLogAppender(log, root.getLoggerContext());
				appender.setName(name);
				appender.start();
				// Its arguments may be secrets. Here for those who have SLF4J behind the
				// platform's loggers: else the process backend has silenced it before.
				root.getLoggerContext().getLogger("java.lang.ProcessBuilder").setAdditive(false);
				root.addAppender(appender);
			}
			return () -> detach(name);
		}

		private static void detach(String name) {
			Appender<ILoggingEvent> appender = root().getAppender(name);
			if (appender != null) {
				root().detachAppender(appender);
				appender.stop();
			}
		}

	}

}
