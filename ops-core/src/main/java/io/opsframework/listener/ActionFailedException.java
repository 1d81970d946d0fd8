package io.opsframework.listener;

/**
 * Thrown by the listener of an action to fail it with a message for the person who ran
 * it. The unit goes on, and the hook succeeds.
 */
public class ActionFailedException extends RuntimeException {

	/**
	 * Create a new exception.
	 * @param message what went wrong and what to do, for the person who ran the action
	 */
	public ActionFailedException(String message) {
		super(message);
	}

}
