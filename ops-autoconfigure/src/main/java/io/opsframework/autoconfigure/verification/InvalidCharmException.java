package io.opsframework.autoconfigure.verification;

/**
 * A class of the charm cannot work as it is written, or not with what
 * {@code charmcraft.yaml} declares. The application does not start.
 */
final class InvalidCharmException extends RuntimeException {

	private final String action;

	/**
	 * Create a new exception.
	 * @param problem what is wrong, a sentence without its full stop
	 * @param action what to write instead, a sentence
	 */
	InvalidCharmException(String problem, String action) {
		super(problem);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
