package io.opsframework.pebble;

import java.util.stream.Collectors;

/**
 * A change failed: a service did not start, a command could not be run. The message has
 * what Pebble logged about it, which for a service that did not start is the end of its
 * output.
 */
public class PebbleChangeException extends PebbleException {

	private static final int LOG_LENGTH = 2000;

	private final Change change;

	/**
	 * Create a new exception.
	 * @param change the change, which has an error
	 */
	public PebbleChangeException(Change change) {
		super(message(change), null);
		this.change = change;
	}

	private static String message(Change change) {
		String message = "Change %s of Pebble (%s) failed: %s".formatted(change.id(), change.kind(), change.error());
		String log = change.tasks().stream().flatMap((task) -> task.log().stream()).collect(Collectors.joining("\n"));
		return log.isEmpty() ? message : message + "\n" + log.substring(Math.max(0, log.length() - LOG_LENGTH));
	}

	/**
	 * The change.
	 * @return the change, with its tasks
	 */
	public Change getChange() {
		return this.change;
	}

}
