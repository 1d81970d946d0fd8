package io.opsframework.simulation;

import io.opsframework.model.Status;

/**
 * A workload status as Juju keeps it.
 *
 * @param status Juju's word for it: {@code active}, {@code blocked}, {@code maintenance},
 * {@code waiting}, {@code unknown}, {@code error} or {@code terminated}
 * @param message what people read beside it, empty for nothing
 */
public record SimulatedStatus(String status, String message) {

	/**
	 * The status of a charm that never set one.
	 */
	public static final SimulatedStatus UNKNOWN = new SimulatedStatus("unknown", "");

	/**
	 * The status as Juju keeps it.
	 * @param status a status
	 * @return the same status
	 */
	public static SimulatedStatus of(Status status) {
		return new SimulatedStatus(status.name().jujuName(), status.message());
	}

	/**
	 * The status as charms have it.
	 * @return the same status
	 */
	public Status toStatus() {
		return new Status(Status.Name.of(this.status), this.message);
	}

}
