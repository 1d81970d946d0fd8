package io.opsframework.model;

import io.opsframework.pebble.PebbleException;
import org.jspecify.annotations.Nullable;

/**
 * The Pebble of a container is too old for what was asked of it. Juju brings it along: a
 * newer version of Juju has a newer one.
 */
public class UnsupportedByPebbleException extends PebbleException {

	private final String serverVersion;

	/**
	 * Create a new exception.
	 * @param message what was asked for, what it needs, and what is there
	 * @param serverVersion the version of the container's Pebble
	 * @param cause what Pebble said; {@code null} if it was not asked
	 */
	UnsupportedByPebbleException(String message, String serverVersion, @Nullable PebbleException cause) {
		super(message, cause);
		this.serverVersion = serverVersion;
	}

	/**
	 * The version of the container's Pebble.
	 * @return the version, {@code v1.19.0}
	 */
	public String getServerVersion() {
		return this.serverVersion;
	}

}
