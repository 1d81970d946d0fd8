package io.opsframework.pebble;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import io.opsframework.observation.CharmObservations;

/**
 * Has each request observed. What is told of it is where it goes, never what is in it.
 *
 * @param container the name of the container whose Pebble is asked
 * @param transport carries the requests
 * @param observations observes them
 */
record ObservedTransport(String container, PebbleTransport transport,
		CharmObservations observations) implements PebbleTransport {

	private static final int SWITCHING_PROTOCOLS = 101;

	@Override
	public HttpResponse send(HttpRequest request) {
		return observe(request.method(), request.path(), () -> this.transport.send(request), HttpResponse::status);
	}

	@Override
	public WebSocket openWebSocket(String path) {
		return observe("GET", path, () -> this.transport.openWebSocket(path), (webSocket) -> SWITCHING_PROTOCOLS);
	}

	private <R> R observe(String method, String path, Supplier<R> request, ToIntFunction<R> status) {
		return this.observations.observePebble(this.container, method, endpoint(path), request, status);
	}

	// "/v1/changes" of "/v1/changes/7/wait?timeout=1s".
	private static String endpoint(String path) {
		int end = path.indexOf('/', "/v1/".length());
		int query = path.indexOf('?');
		if (query >= 0 && (end < 0 || query < end)) {
			end = query;
		}
		return (end >= 0) ? path.substring(0, end) : path;
	}

	@Override
	public void close() {
		this.transport.close();
	}

}
