package io.opsframework.hooktool;

import org.jspecify.annotations.Nullable;

/**
 * A hook tool failed. The message names the tool, its options without their values, its
 * exit code and what Juju said; never a value that was given to it.
 */
public class HookToolException extends RuntimeException {

	private final String tool;

	private final int exitCode;

	/**
	 * Create a new exception.
	 * @param tool the tool's name
	 * @param exitCode its exit code; -1 where it did not end by itself
	 * @param message the whole message
	 * @param cause the cause, if there is one
	 */
	public HookToolException(String tool, int exitCode, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.tool = tool;
		this.exitCode = exitCode;
	}

	/**
	 * The tool's name.
	 * @return the name, {@code relation-get}
	 */
	public String getTool() {
		return this.tool;
	}

	/**
	 * The tool's exit code.
	 * @return the code; -1 where the tool did not start or did not end by itself
	 */
	public int getExitCode() {
		return this.exitCode;
	}

}
