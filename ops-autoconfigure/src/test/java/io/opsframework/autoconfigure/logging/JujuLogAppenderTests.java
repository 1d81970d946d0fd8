package io.opsframework.autoconfigure.logging;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.opsframework.logging.JujuLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JujuLogAppender}.
 */
class JujuLogAppenderTests {

	private final List<String> calls = new ArrayList<>();

	private final JujuLog log = new JujuLog((level, message) -> this.calls.add(level + " " + message));

	private final Logger logger = new LoggerContext().getLogger("charm");

	@BeforeEach
	void attach() {
		JujuLogAppender appender = new JujuLogAppender(this.log::log);
		appender.start();
		this.logger.addAppender(appender);
		this.logger.setLevel(Level.TRACE);
	}

	@Test
	void levelsAreJujus() {
		this.logger.error("a");
		this.logger.warn("b");
		this.logger.info("c");
		this.logger.debug("d");
		this.logger.trace("e");
		this.log.flush();
		assertThat(this.calls).containsExactly("ERROR a", "WARNING b", "INFO c", "DEBUG d", "TRACE e");
	}

	@Test
	void argumentsStandInMessage() {
		this.logger.info("{} of {}", 1, 2);
		this.log.flush();
		assertThat(this.calls).containsExactly("INFO 1 of 2");
	}

	@Test
	void consecutiveLinesOfOneLevelAreOneCall() {
		this.logger.info("one");
		this.logger.info("two");
		assertThat(this.calls).isEmpty();
		this.logger.warn("three");
		assertThat(this.calls).containsExactly("INFO one\ntwo");
		this.log.flush();
		assertThat(this.calls).containsExactly("INFO one\ntwo", "WARNING three");
	}

	@Test
	void flushSendsNothingTwice() {
		this.logger.info("one");
		this.log.flush();
		this.log.flush();
		assertThat(this.calls).containsExactly("INFO one");
	}

	@Test
	void stackTraceFollowsMessageOnce() {
		Exception cause = new IllegalArgumentException("the cause");
		this.logger.error("It failed", new IllegalStateException("broken", cause));
		this.log.flush();
		assertThat(this.calls).singleElement()
			.asString()
			.startsWith("ERROR It failed\njava.lang.IllegalStateException: broken\n\tat ")
			.containsOnlyOnce("IllegalStateException: broken")
			.containsOnlyOnce("Caused by: java.lang.IllegalArgumentException: the cause")
			.doesNotEndWith("\n");
	}

	@Test
	void levelOfLoggerHolds() {
		this.logger.setLevel(Level.INFO);
		this.logger.debug("not this");
		this.log.flush();
		assertThat(this.calls).isEmpty();
	}

}
