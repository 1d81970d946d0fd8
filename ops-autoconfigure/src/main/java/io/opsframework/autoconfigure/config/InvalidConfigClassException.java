package io.opsframework.autoconfigure.config;

/**
 * A class that configuration is bound to cannot work as it is written. The application
 * does not start.
 */
final class InvalidConfigClassException extends RuntimeException {

	private final String action;

	/**
	 * Create a new exception.
	 * @param problem what is wrong, a sentence without its full stop
	 * @param action what to write instead, a sentence
	 */
	InvalidConfigClassException(String problem, String action) {
		super(problem);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
