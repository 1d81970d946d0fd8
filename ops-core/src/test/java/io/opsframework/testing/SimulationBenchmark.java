package io.opsframework.testing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.opsframework.dispatch.TestCharm;

/**
 * How many events a second run through {@link Scenario} and {@link Harness}. Run by hand:
 *
 * <pre>
 * mvn -q -Pbenchmark -DskipTests package
 * </pre>
 *
 * An argument chooses the benchmarks whose names contain it. Each figure is the median of
 * rounds, after as many to warm up: CPU time of the thread, which is steadier than wall
 * time on a machine with other work, and wall time.
 */
public final class SimulationBenchmark {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final int ROUNDS = 15;

	private static final int EVENTS = 100_000;

	private final TestCharm context = TestCharm.of(BenchmarkCharm.CHARMCRAFT, BenchmarkCharm.class);

	private final String filter;

	private final PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true,
			StandardCharsets.UTF_8);

	private SimulationBenchmark(String filter) {
		this.filter = filter;
	}

	/**
	 * Run the benchmarks.
	 * @param args a part of the names of those to run; nothing for all
	 */
	public static void main(String[] args) {
		// What the charm logs is not what is measured.
		Logger.getLogger("").setLevel(Level.OFF);
		new SimulationBenchmark((args.length > 0) ? args[0] : "").run();
	}

	private void run() {
		// What the framework logs is not, either.
		this.context.log().close();
		scenario();
		harness();
		// Linear, if each takes twice as long as the one before.
		List.of(500, 1000, 2000).forEach(this::units);
		this.context.close();
	}

	private void scenario() {
		Scenario scenario = this.context.scenario();
		State empty = State.initial();
		measure("Scenario: config-changed, empty state", 1, (i) -> scenario.run(Events.configChanged(), empty));
		RelationState database = database(1);
		State state = related(database);
		measure("Scenario: config-changed", 1, (i) -> scenario.run(Events.configChanged(), state));
		measure("Scenario: relation-changed", 1,
				(i) -> scenario.run(Events.relationChanged(database, "postgresql/0"), state));
	}

	private void harness() {
		Harness harness = relatedHarness(1);
		measure("Harness: updateConfig", 1, (i) -> harness.updateConfig(Map.of("port", 8000 + i % 2)));
		measure("Harness: updateRelationData", 1,
				(i) -> harness.updateRelationData(0, "postgresql", Map.of("version", String.valueOf(i))));
		Harness cycled = this.context.harness();
		cycled.setLeader(true);
		cycled.begin();
		measure("Harness: addRelation, addRelationUnit, removeRelation", 4, (i) -> {
			int relation = cycled.addRelation("db", "postgresql");
			cycled.addRelationUnit(relation, "postgresql/0");
			cycled.removeRelation(relation);
		});
	}

	private void units(int units) {
		RelationState database = database(units);
		State state = related(database);
		Scenario scenario = this.context.scenario();
		measure(units + " units, Scenario: relation-changed", units,
				(i) -> scenario.run(Events.relationChanged(database, "postgresql/0"), state), 1);
		Harness harness = relatedHarness(units);
		measure(units + " units, Harness: updateRelationData", units,
				(i) -> harness.updateRelationData(0, "postgresql", Map.of("version", String.valueOf(i))), 1);
	}

	private static RelationState database(int units) {
		RelationState database = RelationState.of("db:7", "postgresql")
			.withRemoteAppData(Map.of("endpoints", "10.0.0.5:5432", "username", "relation-7", "database", "bench"));
		for (int i = 0; i < units; i++) {
			database = database.withRemoteUnit("postgresql/" + i, unitData(i));
		}
		return database;
	}

	private static Map<String, String> unitData(int unit) {
		String address = "10.0." + unit / 250 + "." + unit % 250;
		return Map.of("egress-subnets", address + "/32", "endpoint", address + ":5432", "ingress-address", address,
				"private-address", address);
	}

	private static State related(RelationState database) {
		return State.initial()
			.withLeader(true)
			.withConfig(Map.of("log-level", "info", "port", 8080))
			.withRelations(database);
	}

	private Harness relatedHarness(int units) {
		Harness harness = this.context.harness();
		harness.setLeader(true);
		RelationState database = database(units);
		int relation = harness.addRelation("db", "postgresql");
		harness.updateRelationData(relation, "postgresql", database.remoteAppData());
		database.remoteUnits().forEach((unit, data) -> harness.addRelationUnit(relation, unit.toString(), data));
		harness.begin();
		return harness;
	}

	private void measure(String name, int events, IntConsumer call) {
		measure(name, events, call, events);
	}

	private void measure(String name, int weight, IntConsumer call, int events) {
		if (!name.contains(this.filter)) {
			return;
		}
		int calls = EVENTS / ROUNDS / weight;
		double[] cpu = new double[ROUNDS];
		double[] wall = new double[ROUNDS];
		for (int round = -ROUNDS; round < ROUNDS; round++) {
			long cpuStart = THREADS.getCurrentThreadCpuTime();
			long start = System.nanoTime();
			for (int i = 0; i < calls; i++) {
				call.accept(i);
			}
			wall[Math.max(round, 0)] = (System.nanoTime() - start) / 1000.0 / calls;
			cpu[Math.max(round, 0)] = (THREADS.getCurrentThreadCpuTime() - cpuStart) / 1000.0 / calls;
		}
		report(name, events, median(cpu), median(wall));
	}

	private void report(String name, int events, double cpu, double wall) {
		this.out.printf(Locale.ROOT, "%-55s CPU %8.1f us a call, %7.0f events/s; wall %8.1f us, %7.0f events/s%n", name,
				cpu, events * 1_000_000 / cpu, wall, events * 1_000_000 / wall);
	}

	private static double median(double[] values) {
		Arrays.sort(values);
		return values[values.length / 2];
	}

}
