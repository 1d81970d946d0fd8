package io.opsframework.simulation.pebble;

import org.jspecify.annotations.Nullable;

/**
 * What comes of a command in a simulated container.
 *
 * @param exitCode its exit code
 * @param stdout what it writes
 * @param stderr what it writes to its standard error
 * @param failure why it could not be run to its end, which Pebble says in the change;
 * {@code null} if it ends with its exit code
 */
public record ExecAnswer(int exitCode, String stdout, String stderr, @Nullable String failure) {

	/**
	 * A command that succeeds.
	 * @param stdout what it writes
	 * @return the answer
	 */
	public static ExecAnswer of(String stdout) {
		return new ExecAnswer(0, stdout, "", null);
	}

	/**
	 * A command that ends with an exit code.
	 * @param exitCode the exit code
	 * @param stdout what it writes
	 * @param stderr what it writes to its standard error
	 * @return the answer
	 */
	public static ExecAnswer of(int exitCode, String stdout, String stderr) {
		return new ExecAnswer(exitCode, stdout, stderr, null);
	}

	/**
	 * A command that takes longer than it may.
	 * @param timeout how long it may take, {@code 10s}
	 * @return the answer
	 */
	public static ExecAnswer timedOut(String timeout) {
		return new ExecAnswer(-1, "", "", "timed out after %s: context deadline exceeded".formatted(timeout));
	}

}
