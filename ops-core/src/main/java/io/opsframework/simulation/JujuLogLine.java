package io.opsframework.simulation;

import io.opsframework.juju.RelationId;
import org.jspecify.annotations.Nullable;

/**
 * One entry that {@code juju-log} made.
 *
 * @param level {@code TRACE}, {@code DEBUG}, {@code INFO}, {@code WARNING}, {@code ERROR}
 * or {@code CRITICAL}
 * @param message what the charm wrote, possibly several lines
 * @param relation the relation of the hook that wrote it, which Juju puts before the
 * message; {@code null} in other hooks
 */
public record JujuLogLine(String level, String message, @Nullable RelationId relation) {

	/**
	 * The entry as {@code juju debug-log} shows it, without time and unit.
	 */
	@Override
	public String toString() {
		return this.level + " " + ((this.relation != null) ? this.relation + ": " : "") + this.message;
	}

}
