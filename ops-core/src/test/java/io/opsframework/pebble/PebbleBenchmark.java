package io.opsframework.pebble;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

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

	private static final int MIB = 1024 * 1024;

	private static final int FILE = 500 * MIB;

	private static final Duration LONG = Duration.ofSeconds(60);

	private final PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true,
			StandardCharsets.UTF_8);

	private final PebbleServer server;

	private PebbleBenchmark(PebbleServer server) {
		this.server = server;
	}

	/**
	 * Run the benchmarks.
	 * @param args none; in another JVM, what to do there
	 * @throws Exception if one fails
	 */
	public static void main(String[] args) throws Exception {
		if (args.length > 0) {
			OtherJvm.run(args);
			return;
		}
		try (PebbleServer server = PebbleServer.start()) {
			new PebbleBenchmark(server).run();
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
		command.addAll(List.of("-cp", classpath(), PebbleBenchmark.class.getName(), what,
				this.server.socket().toString(), this.server.directory().toString()));
		Process process = new ProcessBuilder(command).inheritIO().start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException("The other JVM failed");
		}
	}

	// Not the whole class path: a JVM that has it maps all of it.
	private static String classpath() throws Exception {
		List<String> paths = new ArrayList<>();
		for (Class<?> type : List.of(PebbleClient.class, PebbleBenchmark.class)) {
			paths.add(new File(type.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath());
		}
		return String.join(File.pathSeparator, paths);
	}

	private void warm() {
		try (PebbleClient client = this.server.client()) {
			int before = descriptors();
			double[] micros = new double[10_000];
			for (int i = 0; i < micros.length; i++) {
				long start = System.nanoTime();
				client.systemInfo();
				micros[i] = (System.nanoTime() - start) / 1e3;
			}
			print("system-info, median of the last 5,000 of 10,000",
					median(Arrays.copyOfRange(micros, 5_000, micros.length)), "us");
			print("descriptors that 10,000 requests left", descriptors() - before, "");
		}
	}

	private void inSmallHeap() throws Exception {
		runJvm("files", "-Xmx48m");
	}

	private void exec() {
		try (PebbleClient client = this.server.client()) {
			int descriptors = descriptors();
			int threads = Thread.getAllStackTraces().size();
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
			print("descriptors that 500 execs left", descriptors() - descriptors, "");
			print("threads that 500 execs left", Thread.getAllStackTraces().size() - threads, "");
		}
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
		print(this.out, name, value, unit);
	}

	private static void print(PrintWriter out, String name, double value, String unit) {
		out.printf(Locale.ROOT, "%-50s %10.2f %s%n", name, value, unit);
	}

	/**
	 * What is done in a JVM of its own, by what to do, Pebble's socket and a directory.
	 */
	static final class OtherJvm {

		private OtherJvm() {
		}

		static void run(String[] args) throws IOException {
			if (args[0].equals("nothing")) {
				return;
			}
			try (PebbleClient client = PebbleClient.at(Path.of(args[1]), LONG)) {
				if (args[0].equals("ask")) {
					client.systemInfo();
				}
				else {
					files(client, args[2] + "/large");
				}
			}
		}

		private static void files(PebbleClient client, String path) throws IOException {
			PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
			for (int round = 0; round < 3; round++) {
				long start = System.nanoTime();
				client.push(path, new Noise(FILE), FileOptions.defaults());
				print(out, "push of 500 MiB with 48 MiB of heap", rate(start), "MiB/s");
				start = System.nanoTime();
				byte[] piece = new byte[64 * 1024];
				long length = 0;
				try (InputStream content = client.pull(path)) {
					for (int count = 0; count >= 0; count = content.read(piece)) {
						length += count;
					}
				}
				if (length != FILE) {
					throw new IllegalStateException("Only %d bytes came back".formatted(length));
				}
				print(out, "pull of 500 MiB with 48 MiB of heap", rate(start), "MiB/s");
			}
			client.remove(path, false);
		}

		private static double rate(long start) {
			return FILE / (double) MIB / ((System.nanoTime() - start) / 1e9);
		}

	}

	/**
	 * Random bytes, which have no structure to be fast with.
	 */
	private static final class Noise extends InputStream {

		private final byte[] noise = new byte[MIB + 7];

		private int remaining;

		Noise(int length) {
			this.remaining = length;
			new Random(1).nextBytes(this.noise);
		}

		@Override
		public int read() {
			return (this.remaining-- > 0) ? this.noise[this.remaining % this.noise.length] & 0xff : -1;
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (this.remaining == 0) {
				return -1;
			}
			int start = (FILE - this.remaining) % this.noise.length;
			int count = Math.min(Math.min(length, this.remaining), this.noise.length - start);
			System.arraycopy(this.noise, start, target, offset, count);
			this.remaining -= count;
			return count;
		}

	}

}
