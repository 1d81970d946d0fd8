package io.opsframework.simulation;

/**
 * A simulated hook tool ends with an error, in Juju's own words.
 */
final class ToolException extends RuntimeException {

	private final int exitCode;

	private ToolException(int exitCode, String message) {
		// No stack trace: it is an answer, and never gets out of the simulation.
		super(message, null, false, false);
		this.exitCode = exitCode;
	}

	// The tool was called in a wrong way.
	static ToolException usage(String message) {
		return new ToolException(2, message);
	}

	// The tool failed while it ran.
	static ToolException failure(String message) {
		return new ToolException(1, message);
	}

	// The same failure, with what was tried before it.
	ToolException annotate(String attempt) {
		return new ToolException(this.exitCode, attempt + ": " + getText());
	}

	int getExitCode() {
		return this.exitCode;
	}

	String getText() {
		return String.valueOf(getMessage());
	}

}
