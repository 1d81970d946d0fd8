package io.opsframework.pack;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows the steps of packing: what is done, and then how long it took. So each is one
 * line, of which a person at a terminal sees the beginning at once.
 */
final class PackStep {

	private final PrintStream out;

	PackStep(PrintStream out) {
		this.out = out;
	}

	<T> T run(String name, Work<T> work) throws IOException {
		long start = System.nanoTime();
		this.out.print(name + " ...");
		this.out.flush();
		boolean done = false;
		try {
			T result = work.run();
			done = true;
			return result;
		}
		finally {
			double seconds = (System.nanoTime() - start) / 1e9;
			this.out.println(done ? String.format(Locale.ROOT, " %.1f s", seconds) : " failed");
		}
	}

	void say(String line) {
		this.out.println(line);
	}

	/**
	 * What a step does.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	interface Work<T> {

		/**
		 * Do it.
		 * @return what comes of it
		 * @throws IOException if a file cannot be read or written
		 */
		T run() throws IOException;

	}

}
