package io.opsframework.pebble;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/**
 * What {@link PebbleBenchmark} does in JVMs of their own, which have nothing but this
 * module's classes.
 */
public final class PebbleBenchmarkJvm {

	private static final int MIB = 1024 * 1024;

	private static final int FILE = 500 * MIB;

	private PebbleBenchmarkJvm() {
	}

	/**
	 * Do it.
	 * @param args what to do: {@code nothing}, {@code ask} or {@code files}; Pebble's
	 * socket; a directory
	 * @throws IOException if it fails
	 */
	public static void main(String[] args) throws IOException {
		if (args[0].equals("nothing")) {
			return;
		}
		try (PebbleClient client = PebbleClient.at(Path.of(args[1]), Duration.ofSeconds(60))) {
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
			print(out, "push", rate(start));
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
			print(out, "pull", rate(start));
		}
		client.remove(path, false);
	}

	private static double rate(long start) {
		return FILE / (double) MIB / ((System.nanoTime() - start) / 1e9);
	}

	private static void print(PrintWriter out, String what, double rate) {
		out.printf(Locale.ROOT, "%-50s %10.2f MiB/s%n", what + " of 500 MiB with 48 MiB of heap", rate);
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
