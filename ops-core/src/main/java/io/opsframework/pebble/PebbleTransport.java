package io.opsframework.pebble;

import java.io.Closeable;

/**
 * Carries requests to Pebble. One that changes something is never sent twice, whatever
 * becomes of it: it may have been done.
 */
interface PebbleTransport extends Closeable {

	/**
	 * Send a request and wait for the beginning of its answer.
	 * @param request the request
	 * @return the answer, which holds the connection until it is closed
	 */
	HttpResponse send(HttpRequest request);

	/**
	 * Open a websocket.
	 * @param path the path, {@code /v1/tasks/1/websocket/stdio}
	 * @return the websocket, which holds the connection until it is closed, and is not
	 * used any longer than the timeout where none other is set
	 */
	WebSocket openWebSocket(String path);

	/**
	 * Let go of what was kept for later requests, which can still come.
	 */
	@Override
	void close();

}
