package io.opsframework.pebble;

import org.jspecify.annotations.Nullable;

/**
 * Pebble refused a request.
 */
public class PebbleApiException extends PebbleException {

	private final int statusCode;

	private final @Nullable String kind;

	private final String reason;

	/**
	 * Create a new exception.
	 * @param request what was asked for, {@code POST /v1/layers}
	 * @param statusCode the status code of HTTP
	 * @param kind the kind of error, which most have not
	 * @param reason what Pebble said
	 */
	public PebbleApiException(String request, int statusCode, @Nullable String kind, String reason) {
		super("Pebble refused %s with status %d: %s".formatted(request, statusCode, reason), null);
		this.statusCode = statusCode;
		this.kind = kind;
		this.reason = reason;
	}

	/**
	 * The status code of HTTP.
	 * @return 404 where something is not there, 400 for most else
	 */
	public int getStatusCode() {
		return this.statusCode;
	}

	/**
	 * The kind of error.
	 * @return the kind, {@code not-found}, {@code login-required} …; {@code null} for
	 * most
	 */
	public @Nullable String getKind() {
		return this.kind;
	}

	/**
	 * What Pebble said.
	 * @return its message
	 */
	public String getReason() {
		return this.reason;
	}

}
