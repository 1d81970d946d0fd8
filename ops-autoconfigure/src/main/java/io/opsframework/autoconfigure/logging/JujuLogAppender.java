package io.opsframework.autoconfigure.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BiConsumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is logged to Juju's log.
 */
final class JujuLogAppender extends AppenderBase<ILoggingEvent> {

	private final BiConsumer<String, String> log;

	JujuLogAppender(BiConsumer<String, String> log) {
		this.log = log;
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

	private static String message(ILoggingEvent event) {
		String message = event.getFormattedMessage();
		Throwable thrown = thrown(event.getThrowableProxy());
		if (thrown == null) {
			return message;
		}
		StringWriter trace = new StringWriter();
		thrown.printStackTrace(new PrintWriter(trace));
		return message + "\n" + trace.toString().stripTrailing();
	}

	private static @Nullable Throwable thrown(@Nullable IThrowableProxy proxy) {
		return (proxy instanceof ThrowableProxy throwable) ? throwable.getThrowable() : null;
	}

}
