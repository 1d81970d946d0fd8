package io.opsframework.state;

import org.jspecify.annotations.Nullable;

/**
 * The state of the charm cannot be read or written.
 */
public class StateException extends RuntimeException {

	StateException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
