package io.opsframework.local;

/**
 * Local mode was started in a way that it cannot follow.
 */
public class LocalModeException extends RuntimeException {

	LocalModeException(String message) {
		super(message);
	}

}
