package io.opsframework.pebble;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tells what happened when a connection fails.
 *
 * @param socket the socket
 * @param timeout how long each step may take
 */
record ConnectionFailure(Path socket, Duration timeout) {

	/**
	 * Turn what a connection ended with into what happened. A thread that was interrupted
	 * is so again.
	 * @param what what was asked for
	 * @param ex how the connection ended
	 * @return the exception to throw
	 */
	PebbleException of(String what, IOException ex) {
		if (ex instanceof SocketTimeoutException) {
			return new PebbleTimeoutException("Pebble at %s did not go on with %s for %s".formatted(this.socket, what,
					GoDuration.format(this.timeout)), null);
		}
		if (ex instanceof ClosedByInterruptException || ex instanceof InterruptedIOException) {
			Thread.currentThread().interrupt();
			return new PebbleException(
					"The thread was interrupted while it asked Pebble at %s for %s".formatted(this.socket, what), ex);
		}
		if (ex instanceof ProtocolException) {
			return new PebbleProtocolException(
					"%s at %s is not answered as by Pebble: %s".formatted(what, this.socket, ex.getMessage()), ex);
		}
		return new PebbleConnectionException(
				"Cannot ask Pebble at %s for %s: %s".formatted(this.socket, what, reason(ex)), ex);
	}

	// The JDK has the same exception for a file that is not there and most else.
	private String reason(IOException ex) {
		if (ex instanceof ConnectException) {
			return "nothing listens there; is the container being restarted?";
		}
		if (Files.notExists(this.socket)) {
			return "there is no such file; the container has not started yet, or is gone";
		}
		if (ex instanceof EOFException) {
			return "it ended the connection before the end of its answer";
		}
		return (ex.getMessage() != null) ? ex.getMessage() : ex.toString();
	}

}
