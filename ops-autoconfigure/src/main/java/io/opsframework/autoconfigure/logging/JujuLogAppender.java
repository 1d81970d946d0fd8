package io.opsframework.autoconfigure.logging;

import java.util.function.BiConsumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/**
 * Sends what is logged to Juju's log, after its logger's name without the package. Stack
 * traces are short, but for loggers whose level is DEBUG. Not synchronized: a log that is
 * slow is waited for in the log itself.
 */
final class JujuLogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

	private final BiConsumer<String, String> log;

	private final LoggerContext context;

	JujuLogAppender(BiConsumer<String, String> log, LoggerContext context) {
		this.log = log;
		this.context = context;
		setContext(context);
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.log.accept(level(event.getLevel()), message(event));
	}

	private static String level(Level level) {
		return switch (level.toInt()) {
			case Level.ERROR_INT -> "ERROR";
			case Level.WARN_INT -> "WARNING";
			case Level.INFO_INT -> "INFO";
			case Level.DEBUG_INT -> "DEBUG";
			default -> "TRACE";
		};
	}

	private String message(ILoggingEvent event) {
		String name = event.getLoggerName();
		String message = name.substring(name.lastIndexOf('.') + 1) + ": " + event.getFormattedMessage();
		IThrowableProxy thrown = event.getThrowableProxy();
		return (thrown != null) ? message + "\n" + stackTrace(event, thrown).stripTrailing() : message;
	}

	private String stackTrace(ILoggingEvent event, IThrowableProxy thrown) {
		boolean debug = this.context.getLogger(event.getLoggerName()).isDebugEnabled();
		return debug ? ThrowableProxyUtil.asString(thrown) : new CharmThrowableConverter().convert(event);
	}

}
