package io.opsframework.pebble;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A command that runs in the container, used much as a {@link Process}. Who reads its
 * streams must read both, or have them combined: a command whose output nobody reads
 * stands still when the buffers in between are full. {@link #waitForOutput()} does so.
 *
 * <p>
 * To close it is to have Pebble kill a command that still runs.
 */
public interface ExecProcess extends AutoCloseable {

	/**
	 * The id of the change with which Pebble runs the command.
	 * @return the id
	 */
	String changeId();

	/**
	 * What the command reads. Closing the stream is the end of its input.
	 * @return the stream
	 */
	OutputStream stdin();

	/**
	 * What the command writes.
	 * @return the stream, which ends when the command closes its own; always the same one
	 */
	InputStream stdout();

	/**
	 * What the command writes to its standard error.
	 * @return the stream; an empty one if it is combined with the output
	 */
	InputStream stderr();

	/**
	 * What the command writes, line by line in UTF-8.
	 * @return a new reader of {@link #stdout()}
	 */
	default BufferedReader stdoutReader() {
		return new BufferedReader(new InputStreamReader(stdout(), StandardCharsets.UTF_8));
	}

	/**
	 * Send a signal to the command.
	 * @param signal the name of the signal, {@code SIGTERM}
	 * @throws IllegalArgumentException if there is no such signal
	 */
	void sendSignal(String signal);

	/**
	 * Wait for the command to end.
	 * @return its exit code; 128 and the signal's number if a signal ended it
	 * @throws PebbleChangeException if it could not be run, or took longer than its
	 * timeout
	 */
	int waitFor();

	/**
	 * Read all that the command writes, in UTF-8, and wait for it to end. Closes its
	 * input.
	 * @return what it wrote
	 * @throws ExecException if its exit code is not 0
	 * @throws PebbleChangeException if it could not be run, or took longer than its
	 * timeout
	 */
	default ExecResult waitForOutput() {
		return waitForOutput("");
	}

	/**
	 * Give an input to the command, read all that it writes, and wait for it to end; all
	 * in UTF-8. A command need not read its input.
	 * @param stdin the input
	 * @return what it wrote
	 * @throws ExecException if its exit code is not 0
	 * @throws PebbleChangeException if it could not be run, or took longer than its
	 * timeout
	 */
	ExecResult waitForOutput(String stdin);

	/**
	 * Kill the command if it still runs, and let go of it.
	 */
	@Override
	void close();

}
