package io.opsframework.state;

import org.jspecify.annotations.Nullable;

/**
 * The state of the charm cannot be read or written.
 */
public class StateException extends RuntimeException {

	/**
	 * Create a new exception.
	 * @param message what cannot be done, and the way out
	 * @param cause why, or {@code null}
	 */
	public StateException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
