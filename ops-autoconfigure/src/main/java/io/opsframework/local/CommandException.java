package io.opsframework.local;

/**
 * A command that was typed cannot be followed. The message says what to type instead.
 */
final class CommandException extends RuntimeException {

	CommandException(String message) {
		super(message);
	}

}
