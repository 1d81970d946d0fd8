package io.opsframework.pebble;

import org.jspecify.annotations.Nullable;

/**
 * Something went wrong with Pebble. Most often one of the subtypes, which tell what. The
 * message never has the environment of a command, its arguments or its output.
 */
public class PebbleException extends RuntimeException {

	/**
	 * Create a new exception.
	 * @param message what happened
	 * @param cause the cause, if there is one
	 */
	public PebbleException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
