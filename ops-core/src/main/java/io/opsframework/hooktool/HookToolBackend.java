package io.opsframework.hooktool;

/**
 * How hook tools are reached: as processes, over the agent's socket, or simulated.
 * Everything above it, argument lists and JSON included, is the same for all of them.
 */
@FunctionalInterface
public interface HookToolBackend {

	/**
	 * Call a hook tool and wait for its answer.
	 * @param call the call
	 * @return the answer, also where the tool failed
	 * @throws HookToolException if the tool could not be run, or its answer not be read
	 */
	HookToolResult call(HookToolCall call);

	/**
	 * Whether calls start a process each. Serves observations and budgets in tests.
	 * @return {@code true} if each call is a process
	 */
	default boolean startsProcesses() {
		return false;
	}

}
