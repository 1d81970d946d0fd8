package io.opsframework.pebble;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A request to Pebble.
 *
 * @param method {@code GET} or {@code POST}
 * @param path the path with its query
 * @param accept the type of content that is wanted
 * @param contentType the type of the body; {@code null} if there is none
 * @param body the body; {@code null} if there is none
 * @param patience how long Pebble was asked to take at most before it answers
 */
record HttpRequest(String method, String path, String accept, @Nullable String contentType, @Nullable Body body,
		Duration patience) {

	static HttpRequest get(String path) {
		return new HttpRequest("GET", path, "application/json", null, null, Duration.ZERO);
	}

	static HttpRequest post(String path, String contentType, Body body) {
		return new HttpRequest("POST", path, "application/json", contentType, body, Duration.ZERO);
	}

	HttpRequest accepting(String accept) {
		return new HttpRequest(this.method, this.path, accept, this.contentType, this.body, this.patience);
	}

	HttpRequest waiting(Duration patience) {
		return new HttpRequest(this.method, this.path, this.accept, this.contentType, this.body, patience);
	}

	/**
	 * The request without its query, which may hold names and paths.
	 */
	@Override
	public String toString() {
		int query = this.path.indexOf('?');
		// A concatenation costs a new JVM more than all else on the way to the request.
		return new StringBuilder(this.method).append(' ')
			.append(this.path, 0, (query >= 0) ? query : this.path.length())
			.toString();
	}

	/**
	 * The body of a request.
	 */
	interface Body {

		/**
		 * Write the body, piece by piece.
		 * @param sink takes the pieces
		 * @throws IOException if the connection fails
		 */
		void writeTo(Sink sink) throws IOException;

	}

	/**
	 * Takes the pieces of a body.
	 */
	interface Sink {

		/**
		 * Send a piece.
		 * @param bytes where it stands
		 * @param length its length
		 * @return {@code false} if Pebble has answered already, and wants no more of it
		 * @throws IOException if the connection fails
		 */
		boolean write(byte[] bytes, int length) throws IOException;

	}

}
