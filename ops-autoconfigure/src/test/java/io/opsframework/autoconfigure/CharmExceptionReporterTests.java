package io.opsframework.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.autoconfigure.logging.JujuLogging;
import io.opsframework.autoconfigure.logging.RootAppenders;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuContextException;
import io.opsframework.logging.JujuLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link CharmExceptionReporter}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CharmExceptionReporterTests {

	private final RootAppenders root = new RootAppenders();

	private final List<String> calls = new ArrayList<>();

	private final JujuLog log = new JujuLog((level, message) -> this.calls.add(level + " " + message));

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final CharmExceptionReporter reporter = new CharmExceptionReporter(this.context);

	@BeforeEach
	void attach() {
		this.context.registerBean("jujuLog", JujuLog.class, () -> this.log);
		JujuLogging.attach(this.log);
	}

	@AfterEach
	void restore() {
		this.root.restore();
	}

	@Test
	void failureOfHookIsLoggedOnceWithStackTraceAndSecurityEvent(CapturedOutput output) {
		assertThat(report("hooks/start", new IllegalStateException("broken"))).isTrue();
		assertThat(this.calls).hasSize(2);
		assertThat(this.calls.get(0))
			.startsWith(
					"ERROR CharmExceptionReporter: hooks/start failed\njava.lang.IllegalStateException: broken\n\tat ")
			.containsOnlyOnce("broken");
		assertThat(this.calls.get(1)).startsWith("TRACE {")
			.contains("\"event\":\"sys_crash:IllegalStateException\"")
			.doesNotContain("broken");
		assertThat(output.getErr()).doesNotContain("debug-log");
	}

	@Test
	void variablesThatMakeNoEventAreLoggedWithoutStackTrace() {
		JujuContextException failure = catchThrowableOfType(JujuContextException.class,
				() -> JujuContext.of(Map.of("JUJU_RELATION_ID", "none")).relationId());
		assertThat(report("hooks/database-relation-changed", failure)).isTrue();
		assertThat(this.calls.get(0)).startsWith("ERROR ").contains("JUJU_RELATION_ID", "none").doesNotContain("\n");
	}

	@Test
	void failureOfActionIsToldToWhoRanIt(CapturedOutput output) {
		report("actions/backup", new IllegalStateException("broken"));
		assertThat(output.getErr().lines()).contains("Uncaught IllegalStateException in charm code: broken",
				"Use `juju debug-log` to see the full traceback.");
		assertThat(this.calls.get(0)).startsWith("ERROR CharmExceptionReporter: actions/backup failed\n");
	}

	@Test
	void failureOfLegacyHookIsItsOwnToReport() {
		assertThat(this.reporter.reportException(new LegacyHookFailedException(3))).isTrue();
		assertThat(this.calls).isEmpty();
	}

	@Test
	void failureThatNobodyExplainsIsLogged() {
		assertThat(this.reporter.reportException(new IllegalArgumentException("broken"))).isTrue();
		assertThat(this.calls).hasSize(2);
		assertThat(this.calls.get(0)).contains("ERROR").contains("broken");
		assertThat(this.calls.get(1)).contains("sys_crash:IllegalArgumentException");
	}

	@Test
	void failureOutsideOfJujuIsLeftToOthers() {
		CharmExceptionReporter outside = new CharmExceptionReporter(new GenericApplicationContext());
		assertThat(outside.reportException(new IllegalArgumentException("broken"))).isFalse();
		assertThat(new CharmExceptionReporter(null).reportException(new IllegalArgumentException())).isFalse();
		assertThat(this.calls).isEmpty();
	}

	@Test
	void exitCodeOfHookIsOne() {
		JujuContext hook = JujuContext.of(Map.of("JUJU_DISPATCH_PATH", "hooks/start"));
		assertThat(new HookFailedException(hook, new IllegalStateException()).getExitCode()).isOne();
		assertThat(new LegacyHookFailedException(3).getExitCode()).isEqualTo(3);
	}

	private boolean report(String path, Throwable cause) {
		JujuContext hook = JujuContext.of(Map.of("JUJU_DISPATCH_PATH", path, "JUJU_UNIT_NAME", "greeter/0"));
		return this.reporter.reportException(new HookFailedException(hook, cause));
	}

}
