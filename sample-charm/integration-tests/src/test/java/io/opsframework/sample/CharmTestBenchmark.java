package io.opsframework.sample;

import java.io.PrintStream;
import java.util.Map;

import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Events;
import io.opsframework.testing.Harness;
import io.opsframework.testing.RelationState;
import io.opsframework.testing.Scenario;
import io.opsframework.testing.State;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextManager;

/**
 * Times the contexts of {@code @CharmTest}, and events in them. Run by hand:
 *
 * <pre>
 * mvn -q -Pbenchmark -DskipTests package
 * </pre>
 */
public final class CharmTestBenchmark {

	private static final PrintStream out = System.out;

	private static final int ROUNDS = 20;

	private CharmTestBenchmark() {
	}

	/**
	 * Run the benchmark.
	 * @param args none
	 */
	public static void main(String[] args) {
		long start = System.nanoTime();
		ApplicationContext context = context(First.class);
		double first = millisSince(start);
		start = System.nanoTime();
		context(Further.class);
		out.printf("first context: %.0f ms, further context: %.0f ms, ratio %.1f%n", first, millisSince(start),
				first / millisSince(start));
		Scenario scenario = context.getBean(Scenario.class);
		State related = State.initial().withRelations(RelationState.of("database:7", "postgresql"));
		print("Scenario", 2_000, () -> scenario.run(Events.configChanged(), related));
		Harness harness = context.getBean(Harness.class);
		harness.begin();
		int[] port = { 1024 };
		print("Harness", 2_000, () -> harness.updateConfig(Map.of("port", 1024 + (port[0]++ % 1000))));
	}

	private static ApplicationContext context(Class<?> test) {
		return new TestContextManager(test).getTestContext().getApplicationContext();
	}

	private static void print(String name, int events, Runnable event) {
		double best = 0;
		for (int round = 0; round < ROUNDS; round++) {
			long start = System.nanoTime();
			for (int i = 0; i < events; i++) {
				event.run();
			}
			best = Math.max(best, events / (millisSince(start) / 1000));
		}
		out.printf("%s: %.0f events a second, the best of %d rounds%n", name, best, ROUNDS);
	}

	private static double millisSince(long start) {
		return (System.nanoTime() - start) / 1e6;
	}

	@CharmTest(properties = "logging.level.io.opsframework.sample=WARN")
	static class First {

	}

	@CharmTest(properties = { "logging.level.io.opsframework.sample=WARN", "further=true" })
	static class Further {

	}

}
