package io.opsframework.pebble;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.opsframework.json.Json;

/**
 * Asks in JSON.
 */
final class PebbleApi {

	private final PebbleTransport transport;

	PebbleApi(PebbleTransport transport) {
		this.transport = transport;
	}

	Answer get(String path) {
		return ask(HttpRequest.get(path));
	}

	Answer get(Query path) {
		return get(path.toString());
	}

	Answer post(String path, Map<String, ?> body) {
		return ask(HttpRequest.post(path, "application/json", json(body)));
	}

	Answer ask(HttpRequest request) {
		return Answer.read(request.toString(), this.transport.send(request));
	}

	private static HttpRequest.Body json(Map<String, ?> body) {
		byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
		return (sink) -> sink.write(bytes, bytes.length);
	}

}
