package io.opsframework.simulation;

import java.util.List;

/**
 * Juju takes nothing of what a hook wrote, since it refuses some of it when the hook has
 * succeeded. It takes the hook for failed, and runs it again.
 */
public class RefusedChangesException extends RuntimeException {

	RefusedChangesException(List<String> refusals) {
		super("Juju refuses at the end of the hook what this wrote, drops all of it, and runs the hook again: "
				+ String.join("; ", refusals));
	}

}
