package io.opsframework.test.autoconfigure.charm;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Runs test classes inside a test.
 */
public final class Fixtures {

	private static final String PARAMETER = "io.opsframework.fixture";

	private Fixtures() {
	}

	/**
	 * Run a test class as a program of its own.
	 * @param arguments the name of the class
	 * @throws ClassNotFoundException if there is none of this name
	 */
	public static void main(String[] arguments) throws ClassNotFoundException {
		run(Class.forName(arguments[0]));
	}

	/**
	 * Run test classes one after the other, all of whose tests must succeed.
	 * @param classes the test classes
	 */
	static void run(Class<?>... classes) {
		run(Map.of(), classes);
	}

	/**
	 * Run test classes at the same time, all of whose tests must succeed.
	 * @param classes the test classes
	 */
	static void runConcurrently(Class<?>... classes) {
		run(Map.of("junit.jupiter.execution.parallel.enabled", "true",
				"junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
				"junit.jupiter.execution.parallel.config.strategy", "fixed",
				"junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(classes.length)), classes);
	}

	private static void run(Map<String, String> parameters, Class<?>... classes) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
			.configurationParameters(parameters)
			.configurationParameter(PARAMETER, "true")
			.build();
		Successes successes = new Successes(classes.length);
		LauncherFactory.create().execute(request, successes);
		successes.check();
	}

	/**
	 * Counts tests that succeed and keeps the failures of the others.
	 */
	private static final class Successes implements TestExecutionListener {

		private final int expected;

		private final Queue<String> failures = new ConcurrentLinkedQueue<>();

		private final AtomicInteger count = new AtomicInteger();

		Successes(int expected) {
			this.expected = expected;
		}

		@Override
		public void executionFinished(TestIdentifier test, TestExecutionResult result) {
			result.getThrowable().ifPresent((failure) -> this.failures.add(test.getDisplayName() + ": " + failure));
			if (test.isTest()) {
				this.count.incrementAndGet();
			}
		}

		void check() {
			if (!this.failures.isEmpty()) {
				fail(String.join(System.lineSeparator(), this.failures));
			}
			assertThat(this.count).hasValueGreaterThanOrEqualTo(this.expected);
		}

	}

	/**
	 * Keeps a test class from being run otherwise.
	 */
	static final class Only implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			return context.getConfigurationParameter(PARAMETER).isPresent() ? ConditionEvaluationResult.enabled(null)
					: ConditionEvaluationResult.disabled("is run by the class around it");
		}

	}

}
