package io.opsframework.autoconfigure.logging;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.slf4j.LoggerFactory;

/**
 * Puts the appenders of Logback's root logger back that a test has changed.
 */
public final class RootAppenders {

	private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);

	private final List<Appender<ILoggingEvent>> before = current();

	void add(Appender<ILoggingEvent> appender) {
		this.root.addAppender(appender);
	}

	/**
	 * Put the appenders back that were there when this object was made.
	 */
	public void restore() {
		current().forEach(this.root::detachAppender);
		this.before.forEach(this.root::addAppender);
	}

	private List<Appender<ILoggingEvent>> current() {
		List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
		this.root.iteratorForAppenders().forEachRemaining(appenders::add);
		return appenders;
	}

}
