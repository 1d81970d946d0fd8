package io.opsframework.autoconfigure.logging;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opsframework.autoconfigure.SimulatedCharm;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import io.opsframework.logging.JujuLog;
import io.opsframework.model.CurrentHook;
import io.opsframework.simulation.JujuLogLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JujuLogging}.
 */
class JujuLoggingTests {

	private final RootAppenders root = new RootAppenders();

	private final ListAppender<ILoggingEvent> console = appender("CONSOLE");

	private final ListAppender<ILoggingEvent> file = appender("FILE");

	private final List<String> calls = new ArrayList<>();

	private final JujuLog log = new JujuLog((level, message) -> this.calls.add(level + " " + message));

	@BeforeEach
	void attach() {
		this.root.add(this.console);
		this.root.add(this.file);
		JujuLogging.attach(this.log);
	}

	@AfterEach
	void restore() {
		this.root.restore();
	}

	@Test
	void loggersWriteToJujusLog() {
		LoggerFactory.getLogger(getClass()).warn("hello");
		this.log.flush();
		assertThat(this.calls).containsExactly("WARNING JujuLoggingTests: hello");
	}

	@Test
	void startsOfProcessesAreLoggedNowhereWhateverTheirLevelIs() {
		Logger processes = (Logger) LoggerFactory.getLogger("java.lang.ProcessBuilder");
		processes.setLevel(Level.TRACE);
		processes.trace("cmd: action-set password=s3cr3t");
		processes.setLevel(null);
		this.log.flush();
		assertThat(this.calls).isEmpty();
		assertThat(this.file.list).isEmpty();
	}

	@Test
	void consoleIsLeftOutSinceJujuLogsItAgain() {
		LoggerFactory.getLogger(getClass()).warn("hello");
		assertThat(this.console.list).isEmpty();
	}

	@Test
	void appendersOfAuthorStay() {
		LoggerFactory.getLogger(getClass()).warn("hello");
		assertThat(this.file.list).hasSize(1);
	}

	@Test
	void logOfHookGetsWhatIsLoggedInHookOnly() {
		SimulatedCharm charm = new SimulatedCharm();
		charm.runner(Charm.class).run((context) -> {
			Runnable end = JujuLogging.attach(context.getBean(CurrentHook.class));
			LoggerFactory.getLogger(getClass()).warn("before");
			charm.hook(context, "start");
			end.run();
			charm.hook(context, "start");
			assertThat(charm.model().log()).extracting(JujuLogLine::toString)
				.containsOnlyOnce("WARNING JujuLoggingTests$Charm: started");
			assertThat(charm.model().log()).extracting(JujuLogLine::message).doesNotContain("before");
		});
	}

	private static ListAppender<ILoggingEvent> appender(String name) {
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.setName(name);
		appender.start();
		return appender;
	}

	static class Charm {

		@OnHook(StartEvent.class)
		void start() {
			LoggerFactory.getLogger(Charm.class).warn("started");
		}

	}

}
