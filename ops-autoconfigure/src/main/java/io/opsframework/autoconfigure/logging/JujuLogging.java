package io.opsframework.autoconfigure.logging;

import java.util.function.BiConsumer;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.opsframework.logging.JujuLog;
import io.opsframework.model.CurrentHook;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

import org.springframework.util.ClassUtils;

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
		attach(log::log);
		detachConsole();
	}

	/**
	 * Send what is logged while a hook runs, in the thread that handles it, to that
	 * hook's own log.
	 * @param currentHook the current hook
	 * @return what ends that
	 */
	public static Runnable attach(CurrentHook currentHook) {
		return attach((level, message) -> currentHook.find().ifPresent((hook) -> hook.tools().jujuLog(level, message)));
	}

	/**
	 * Print nothing of what is logged to the console any more.
	 */
	public static void detachConsole() {
		if (isLogback()) {
			Logback.root().detachAppender("CONSOLE");
		}
	}

	private static Runnable attach(BiConsumer<String, String> log) {
		return isLogback() ? Logback.attach(log) : () -> {
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

		static Runnable attach(BiConsumer<String, String> log) {
			Logger root = root();
			JujuLogAppender appender = new JujuLogAppender(log, root.getLoggerContext());
			appender.setName("JUJU-" + System.identityHashCode(appender));
			appender.start();
			// Its arguments may be secrets. Here for those who have SLF4J behind the
			// platform's loggers: else the process backend has silenced it before.
			root.getLoggerContext().getLogger("java.lang.ProcessBuilder").setAdditive(false);
			root.addAppender(appender);
			return () -> {
				root.detachAppender(appender);
				appender.stop();
			};
		}

	}

}
