package io.opsframework.model;

/**
 * Some of a listener's writes were sent and another one was refused, or the listener
 * failed. Only Juju can drop what was sent, by the failure of the hook.
 */
public class WritesPartlySentException extends RuntimeException {

	/**
	 * Create a new exception for a listener that failed after something was sent.
	 * @param message what happened
	 * @param cause what the listener threw
	 */
	public WritesPartlySentException(String message, Throwable cause) {
		super(message, cause);
	}

	WritesPartlySentException(RuntimeException cause) {
		super("A write was refused after others had been sent: " + cause.getMessage(), cause);
	}

}
