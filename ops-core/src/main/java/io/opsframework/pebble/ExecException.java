package io.opsframework.pebble;

import org.jspecify.annotations.Nullable;

/**
 * A command ended, but not with exit code 0. The message names the command and its exit
 * code only: arguments and output may be secret.
 */
public class ExecException extends PebbleException {

	private final int exitCode;

	private final @Nullable String stdout;

	private final @Nullable String stderr;

	/**
	 * Create a new exception.
	 * @param command the command without its arguments
	 * @param exitCode its exit code
	 * @param stdout what it wrote, where that was read
	 * @param stderr what it wrote to its standard error, where that was read apart
	 */
	public ExecException(String command, int exitCode, @Nullable String stdout, @Nullable String stderr) {
		super("Command '%s' ended with exit code %d".formatted(command, exitCode), null);
		this.exitCode = exitCode;
		this.stdout = stdout;
		this.stderr = stderr;
	}

	/**
	 * The exit code.
	 * @return the code; 128 and the signal's number if a signal ended it
	 */
	public int getExitCode() {
		return this.exitCode;
	}

	/**
	 * What the command wrote.
	 * @return its standard output; {@code null} if that was not read
	 */
	public @Nullable String getStdout() {
		return this.stdout;
	}

	/**
	 * What the command wrote to its standard error.
	 * @return its standard error; {@code null} if that was not read, or is part of the
	 * output
	 */
	public @Nullable String getStderr() {
		return this.stderr;
	}

}
