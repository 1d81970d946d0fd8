package io.opsframework.pebble;

import org.jspecify.annotations.Nullable;

/**
 * Pebble could not be reached, or ended in the middle of an answer: its container has not
 * started yet, is being restarted, or is gone. Where a change was asked for, it may have
 * been made.
 */
public class PebbleConnectionException extends PebbleException {

	/**
	 * Create a new exception.
	 * @param message what happened
	 * @param cause the cause, if there is one
	 */
	public PebbleConnectionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
