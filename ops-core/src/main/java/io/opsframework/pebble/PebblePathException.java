package io.opsframework.pebble;

/**
 * Pebble could not do something with a file or a directory.
 */
public class PebblePathException extends PebbleException {

	private final String path;

	private final String kind;

	/**
	 * Create a new exception.
	 * @param operation what was to be done, {@code read}
	 * @param path the path
	 * @param kind the kind of error
	 * @param reason what Pebble said
	 */
	public PebblePathException(String operation, String path, String kind, String reason) {
		super("Pebble could not %s %s (%s): %s".formatted(operation, path, kind, reason), null);
		this.path = path;
		this.kind = kind;
	}

	/**
	 * The path.
	 * @return the path as it was asked for
	 */
	public String getPath() {
		return this.path;
	}

	/**
	 * The kind of error.
	 * @return {@code not-found}, {@code permission-denied}, {@code generic-file-error} or
	 * what else Pebble may say
	 */
	public String getKind() {
		return this.kind;
	}

}
