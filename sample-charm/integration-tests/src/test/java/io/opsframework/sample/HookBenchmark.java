package io.opsframework.sample;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntConsumer;

import io.opsframework.dispatch.Framework;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.juju.JujuContext;
import io.opsframework.model.UnitAgent;
import io.opsframework.simulation.pebble.SimulatedPebble;
import io.opsframework.state.StateStore;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Times hooks in one application, and beside it hooks that start an application each,
 * with hook tools that answer from memory. Run by hand:
 *
 * <pre>
 * mvn -q -Pbenchmark -DskipTests package
 * </pre>
 */
public final class HookBenchmark {

	private static final PrintStream out = System.out;

	private HookBenchmark() {
	}

	/**
	 * Run the benchmark.
	 * @param args none
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = start()) {
			Framework framework = context.getBean(Framework.class);
			double one = median(20, 2_000, (i) -> framework.dispatch(hook(i)));
			double each = median(5, 20, HookBenchmark::inApplicationOfItsOwn);
			out.printf("one application for all hooks: %.3f ms a hook%n", one);
			out.printf("an application for each hook:  %.3f ms a hook%n", each);
			out.printf("ratio: 1/%.0f%n", each / one);
		}
	}

	private static double median(int rounds, int hooks, IntConsumer hook) {
		double[] millis = new double[rounds];
		for (int round = 0; round < rounds; round++) {
			long start = System.nanoTime();
			for (int i = 0; i < hooks; i++) {
				hook.accept(i);
			}
			millis[round] = (System.nanoTime() - start) / 1e6 / hooks;
		}
		Arrays.sort(millis);
		return millis[rounds / 2];
	}

	private static void inApplicationOfItsOwn(int i) {
		try (ConfigurableApplicationContext context = start()) {
			context.getBean(Framework.class).dispatch(hook(i));
		}
	}

	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(GreeterApplication.class)
			.properties("ops.runner.enabled=false", "logging.level.root=WARN", "spring.main.log-startup-info=false")
			.run();
	}

	private static UnitAgent hook(int i) {
		String path = (i % 2 == 0) ? "hooks/config-changed" : "hooks/database-relation-changed";
		JujuContext context = JujuContext
			.of(Map.of("JUJU_CONTEXT_ID", "greeter/0-" + i, "JUJU_UNIT_NAME", "greeter/0", "JUJU_DISPATCH_PATH", path,
					"JUJU_RELATION_ID", "database:7", "JUJU_REMOTE_APP", "postgresql", "JUJU_VERSION", "3.6.27"));
		return new UnitAgent(context, (call) -> HookToolResult.success(answer(call)), new NoState(),
				SimulatedPebble::new);
	}

	private static String answer(HookToolCall call) {
		return switch (call.tool()) {
			case "config-get" -> "{\"greeting\":\"Hi\",\"port\":8080,\"log-level\":\"info\"}";
			case "opened-ports" -> "[\"8080/tcp\"]";
			case "is-leader" -> "true";
			case "relation-ids" -> "[\"database:7\"]";
			case "relation-list" -> "[\"postgresql/0\"]";
			case "relation-get" -> "{\"endpoints\":\"10.0.0.5:5432\",\"username\":\"greeter\",\"password\":\"secret\"}";
			default -> "";
		};
	}

	/**
	 * Remembers nothing.
	 */
	private static final class NoState implements StateStore {

		@Override
		public Map<String, Object> load() {
			return Map.of();
		}

		@Override
		public void save(Map<String, Object> state) {
		}

	}

}
