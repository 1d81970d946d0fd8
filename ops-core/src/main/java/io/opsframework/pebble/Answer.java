package io.opsframework.pebble;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * What Pebble answers to a request that it does not refuse.
 *
 * @param result the result, if there is one
 * @param change the id of the change that was begun, if one was
 */
record Answer(@Nullable Object result, @Nullable String change) {

	private static final String JSON = "application/json";

	private static final int MAX_LENGTH = 8 * 1024 * 1024;

	/**
	 * Read an answer, and close it.
	 * @param request what was asked for
	 * @param response the answer
	 * @return what it says
	 * @throws PebbleApiException if Pebble refuses the request
	 */
	static Answer read(String request, HttpResponse response) {
		try (response) {
			if (response.hasContent(JSON)) {
				return of(request, response.status(), response.text(MAX_LENGTH));
			}
			throw other(request, response);
		}
		catch (IOException ex) {
			throw response.connection().failure(request, ex);
		}
	}

	/**
	 * Tell what an answer means that is not in JSON.
	 * @param request what was asked for
	 * @param response the answer
	 * @return the exception to throw
	 */
	static PebbleException other(String request, HttpResponse response) {
		if (response.status() >= 300) {
			return new PebbleApiException(request, response.status(), null, "no reason that Pebble would give");
		}
		return new PebbleProtocolException(
				"%s was answered with status %d and content of another type".formatted(request, response.status()),
				null);
	}

	/**
	 * Read the text of an answer.
	 * @param request what was asked for
	 * @param status the status code of HTTP
	 * @param text the text
	 * @return what it says
	 * @throws PebbleApiException if Pebble refuses the request
	 */
	static Answer of(String request, int status, String text) {
		try {
			return of(request, status, JsonObject.of(Json.parse(text)));
		}
		catch (JsonException ex) {
			throw new PebbleProtocolException(
					"%s was answered with status %d and %s".formatted(request, status, ex.getMessage()), ex);
		}
	}

	private static Answer of(String request, int status, JsonObject envelope) {
		String type = envelope.string("type");
		return switch (type) {
			case "sync", "async" -> new Answer(envelope.value("result"), envelope.stringOrNull("change"));
			case "error" -> {
				JsonObject error = envelope.object("result");
				throw new PebbleApiException(request, (int) envelope.number("status-code", status),
						error.stringOrNull("kind"), error.string("message", ""));
			}
			default -> throw new PebbleProtocolException(
					"%s was answered with something of an unknown type".formatted(request), null);
		};
	}

	JsonObject object() {
		return JsonObject.of(this.result);
	}

	<T> List<T> list(Function<JsonObject, T> mapper) {
		return JsonObject.list(this.result, mapper);
	}

	String requireChange() {
		if (this.change == null) {
			throw new PebbleProtocolException("Pebble did not say with which change it began", null);
		}
		return this.change;
	}

	/**
	 * Look for an error in what was answered about a single path.
	 * @param operation what was to be done
	 * @param path the path
	 * @return the exception to throw; {@code null} if there is no error
	 */
	@Nullable PebblePathException pathError(String operation, String path) {
		List<JsonObject> results = list(Function.identity());
		if (results.size() != 1) {
			throw new PebbleProtocolException(
					"Pebble answered about %d paths, and not about %s alone".formatted(results.size(), path), null);
		}
		JsonObject error = results.get(0).object("error");
		return results.get(0).has("error")
				? new PebblePathException(operation, path, error.string("kind", "unknown"), error.string("message", ""))
				: null;
	}

}
