package io.opsframework.simulation;

/**
 * A simulated hook tool is asked for its help, and does nothing else.
 */
final class HelpException extends RuntimeException {

	HelpException() {
		// No stack trace: it is an answer, and never gets out of the simulation.
		super("help", null, false, false);
	}

}
