package io.opsframework.logging;

/**
 * What one call of {@code juju-log} is given.
 *
 * @param level the level
 * @param message the message; may have several lines
 */
record LogEntry(String level, String message) {

}
