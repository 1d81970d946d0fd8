package io.opsframework.pebble;

import org.jspecify.annotations.Nullable;

/**
 * Pebble did not answer in time, or a change was not ready in time. To send the request
 * again would only give a busy Pebble more to do; a change can be waited for again.
 */
public class PebbleTimeoutException extends PebbleException {

	private final @Nullable String changeId;

	/**
	 * Create a new exception.
	 * @param message what was waited for, and how long
	 * @param changeId the id of the change that was waited for, if it was one
	 */
	public PebbleTimeoutException(String message, @Nullable String changeId) {
		super(message, null);
		this.changeId = changeId;
	}

	/**
	 * The change that was waited for, with which Pebble goes on.
	 * @return its id; {@code null} if no change was waited for
	 */
	public @Nullable String getChangeId() {
		return this.changeId;
	}

}
