package io.opsframework.simulation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.opsframework.model.Status;

/**
 * A workload status as Juju keeps it.
 *
 * @param status Juju's word for it: {@code active}, {@code blocked}, {@code maintenance},
 * {@code waiting}, {@code unknown}, {@code error} or {@code terminated}
 * @param message what people read beside it, empty for nothing
 */
public record SimulatedStatus(String status, String message) {

	private static final List<String> BY_SEVERITY = List.of("error", "blocked", "maintenance", "waiting", "active",
			"terminated", "unknown");

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

	// The one that Juju shows for the application, the first of equals.
	static SimulatedStatus mostSevere(Collection<SimulatedStatus> statuses) {
		return statuses.stream()
			.min(Comparator.comparingInt((status) -> BY_SEVERITY.indexOf(status.status())))
			.orElse(UNKNOWN);
	}

	/**
	 * The status as charms have it.
	 * @return the same status
	 */
	public Status toStatus() {
		return new Status(Status.Name.of(this.status), this.message);
	}

}
