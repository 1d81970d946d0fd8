package io.opsframework.pebble;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.opentest4j.TestAbortedException;

/**
 * Times a real Pebble's answers. Run by hand, with {@link PebbleServer}'s executable:
 *
 * <pre>
 * mvn -q -Pbenchmark -DskipTests package
 * </pre>
 *
 * What a first request costs is measured in JVMs of their own, beside JVMs that do
 * nothing, and files in one that has 48 MiB.
 */
public final class PebbleBenchmark {

	private final PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true,
			StandardCharsets.UTF_8);

	private final PebbleServer server;

	private PebbleBenchmark(PebbleServer server) {
		this.server = server;
	}

	/**
	 * Run the benchmarks.
	 * @param args none
	 * @throws Exception if one fails
	 */
	public static void main(String[] args) throws Exception {
		try (PebbleServer server = PebbleServer.start()) {
			new PebbleBenchmark(server).run();
		}
		catch (TestAbortedException ex) {
			new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
				.println("Pebble is not measured: " + ex.getMessage());
		}
	}

	private void run() throws Exception {
		firstRequest();
		warm();
		inSmallHeap();
		exec();
	}

	private void firstRequest() throws Exception {
		double[] empty = new double[11];
		double[] asking = new double[11];
		for (int i = 0; i < empty.length; i++) {
			empty[i] = timeJvm("nothing", "");
			asking[i] = timeJvm("ask", "");
		}
		print("first request in a new JVM, above an empty one", median(asking) - median(empty), "ms");
	}

	private double timeJvm(String what, String option) throws Exception {
		long start = System.nanoTime();
		runJvm(what, option);
		return (System.nanoTime() - start) / 1e6;
	}

	private void runJvm(String what, String option) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1"));
		if (!option.isEmpty()) {
			command.set(1, option);
		}
		command.addAll(List.of("-cp", classpath(), PebbleBenchmarkJvm.class.getName(), what,
				this.server.socket().toString(), this.server.directory().toString()));
		Process process = new ProcessBuilder(command).inheritIO().start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException("The other JVM failed");
		}
	}

	// Not the whole class path: a JVM that has it maps all of it.
	private static String classpath() throws Exception {
		List<String> paths = new ArrayList<>();
		for (Class<?> type : List.of(PebbleClient.class, PebbleBenchmarkJvm.class)) {
			paths.add(new File(type.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath());
		}
		return String.join(File.pathSeparator, paths);
	}

	private void warm() {
		int before = descriptors();
		try (PebbleClient client = this.server.client()) {
			double[] micros = new double[10_000];
			for (int i = 0; i < micros.length; i++) {
				long start = System.nanoTime();
				client.systemInfo();
				micros[i] = (System.nanoTime() - start) / 1e3;
			}
			print("system-info, median of the last 5,000 of 10,000",
					median(Arrays.copyOfRange(micros, 5_000, micros.length)), "us");
		}
		print("descriptors that 10,000 requests left", descriptors() - before, "");
	}

	private void inSmallHeap() throws Exception {
		runJvm("files", "-Xmx48m");
	}

	private void exec() {
		int descriptors = descriptors();
		int threads = Thread.getAllStackTraces().size();
		try (PebbleClient client = this.server.client()) {
			double[] ours = new double[500];
			double[] servers = new double[500];
			for (int i = 0; i < ours.length; i++) {
				long start = System.nanoTime();
				String change;
				try (ExecProcess process = client.exec(ExecRequest.of("echo", "x"))) {
					process.waitForOutput();
					change = process.changeId();
				}
				ours[i] = (System.nanoTime() - start) / 1e6;
				Change done = client.change(change);
				servers[i] = between(done.spawnTime(), done.readyTime());
			}
			print("exec of echo, median of 500", median(ours), "ms");
			print("the same between Pebble's own times", median(servers), "ms");
			print("ratio", median(ours) / median(servers), "");
		}
		print("descriptors that 500 execs left", descriptors() - descriptors, "");
		print("threads that 500 execs left", Thread.getAllStackTraces().size() - threads, "");
	}

	private static double between(Instant start, Instant end) {
		return Duration.between(start, end).toNanos() / 1e6;
	}

	private static int descriptors() {
		String[] open = new File("/proc/self/fd").list();
		return (open != null) ? open.length : 0;
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	private void print(String name, double value, String unit) {
		this.out.printf(Locale.ROOT, "%-50s %10.2f %s%n", name, value, unit);
	}

}
