package io.opsframework.simulation.pebble;

import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebblePathException;

/**
 * An operation on files that Pebble refuses, before it is known how the client says that.
 */
final class FileFault extends RuntimeException {

	private static final String NOT_FOUND = "not-found";

	private static final String GENERIC = "generic-file-error";

	private final String kind;

	private FileFault(String kind, String message) {
		super(message);
		this.kind = kind;
	}

	static FileFault notFound(String call, String path) {
		return new FileFault(NOT_FOUND, "%s %s: no such file or directory".formatted(call, path));
	}

	static FileFault notDirectory(String call, String path) {
		return new FileFault(GENERIC, "%s %s: not a directory".formatted(call, path));
	}

	static FileFault generic(String message) {
		return new FileFault(GENERIC, message);
	}

	PebblePathException toPathException(String operation, String path) {
		return new PebblePathException(operation, path, this.kind, String.valueOf(getMessage()));
	}

	PebbleApiException toApiException() {
		return new PebbleApiException("GET /v1/files", this.kind.equals(NOT_FOUND) ? 404 : 400, this.kind,
				String.valueOf(getMessage()));
	}

}
