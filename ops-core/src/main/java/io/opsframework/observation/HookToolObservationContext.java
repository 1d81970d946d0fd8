package io.opsframework.observation;

import io.micrometer.observation.Observation;

/**
 * What can be said about a hook tool's call while it is observed: nothing of its
 * arguments and its answer.
 */
public class HookToolObservationContext extends Observation.Context {

	private final String tool;

	private final boolean forked;

	private int exitCode = -1;

	/**
	 * Create a new context.
	 * @param tool the tool's name
	 * @param forked whether the call is a process
	 */
	public HookToolObservationContext(String tool, boolean forked) {
		this.tool = tool;
		this.forked = forked;
	}

	/**
	 * The tool.
	 * @return its name, {@code relation-get}
	 */
	public String getTool() {
		return this.tool;
	}

	/**
	 * Whether the call is a process.
	 * @return {@code true} if it is
	 */
	public boolean isForked() {
		return this.forked;
	}

	/**
	 * The exit code of the tool.
	 * @return the code; -1 before the tool has ended, and where it has none
	 */
	public int getExitCode() {
		return this.exitCode;
	}

	/**
	 * Set the exit code of the tool, once it has ended.
	 * @param exitCode the code
	 */
	public void setExitCode(int exitCode) {
		this.exitCode = exitCode;
	}

}
