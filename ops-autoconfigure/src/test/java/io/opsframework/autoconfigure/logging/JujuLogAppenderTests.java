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

	private final LoggerContext context = new LoggerContext();

	private final Logger logger = this.context.getLogger("com.example.MyCharm");

	@BeforeEach
	void attach() {
		JujuLogAppender appender = new JujuLogAppender(this.log::log, this.context);
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
		assertThat(this.calls).containsExactly("ERROR MyCharm: a", "WARNING MyCharm: b", "INFO MyCharm: c",
				"DEBUG MyCharm: d", "TRACE MyCharm: e");
	}

	@Test
	void argumentsStandInMessage() {
		this.logger.info("{} of {}", 1, 2);
		this.log.flush();
		assertThat(this.calls).containsExactly("INFO MyCharm: 1 of 2");
	}

	@Test
	void consecutiveLinesOfOneLevelAreOneCall() {
		this.logger.info("one");
		this.logger.info("two");
		assertThat(this.calls).isEmpty();
		this.logger.warn("three");
		this.log.flush();
		assertThat(this.calls).containsExactly("INFO MyCharm: one\nMyCharm: two", "WARNING MyCharm: three");
	}

	@Test
	void flushSendsNothingTwice() {
		this.logger.info("one");
		this.log.flush();
		this.log.flush();
		assertThat(this.calls).containsExactly("INFO MyCharm: one");
	}

	@Test
	void stackTraceFollowsMessageOnce() {
		Exception cause = new IllegalArgumentException("the cause");
		this.logger.error("It failed", new IllegalStateException("broken", cause));
		this.log.flush();
		assertThat(this.calls).singleElement()
			.asString()
			.startsWith("ERROR MyCharm: It failed\njava.lang.IllegalStateException: broken\n\tat ")
			.containsOnlyOnce("IllegalStateException: broken")
			.containsOnlyOnce("Caused by: java.lang.IllegalArgumentException: the cause")
			.doesNotEndWith("\n");
	}

	@Test
	void stackTraceIsShort() {
		this.logger.setLevel(Level.INFO);
		this.logger.error("It failed", failureInListener());
		this.log.flush();
		assertThat(this.calls).containsExactly("""
				ERROR MyCharm: It failed
				java.lang.IllegalStateException: broken
					at com.example.MyCharm.start(MyCharm.java:10)
					... 2 filtered
					at com.example.MyApplication.main(MyApplication.java:13)""");
	}

	@Test
	void stackTraceWhenLoggersLevelIsDebugIsWhole() {
		this.logger.setLevel(Level.DEBUG);
		this.logger.error("It failed", failureInListener());
		this.log.flush();
		assertThat(this.calls).containsExactly("""
				ERROR MyCharm: It failed
				java.lang.IllegalStateException: broken
					at com.example.MyCharm.start(MyCharm.java:10)
					at java.lang.reflect.Method.invoke(Method.java:11)
					at org.springframework.boot.SpringApplication.run(SpringApplication.java:12)
					at com.example.MyApplication.main(MyApplication.java:13)""");
	}

	private static Exception failureInListener() {
		Exception failure = new IllegalStateException("broken");
		failure.setStackTrace(
				new StackTraceElement[] { new StackTraceElement("com.example.MyCharm", "start", "MyCharm.java", 10),
						new StackTraceElement("java.lang.reflect.Method", "invoke", "Method.java", 11),
						new StackTraceElement("org.springframework.boot.SpringApplication", "run",
								"SpringApplication.java", 12),
						new StackTraceElement("com.example.MyApplication", "main", "MyApplication.java", 13) });
		return failure;
	}

	@Test
	void levelOfLoggerHolds() {
		this.logger.setLevel(Level.INFO);
		this.logger.debug("not this");
		this.log.flush();
		assertThat(this.calls).isEmpty();
	}

}
