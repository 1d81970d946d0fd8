package io.opsframework.pebble;

import org.jspecify.annotations.Nullable;

/**
 * What answered is no Pebble, or one that is not understood.
 */
public class PebbleProtocolException extends PebbleException {

	/**
	 * Create a new exception.
	 * @param message what was answered, and what was expected
	 * @param cause the cause, if there is one
	 */
	public PebbleProtocolException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
