package io.opsframework.event;

import java.util.ArrayList;
import java.util.List;

import io.opsframework.model.Status;

/**
 * The end of a hook: listeners add the statuses they know, and the most urgent one is
 * set. Where none is added the status stays as it is; if the framework had set it for a
 * problem that is over, the one from before comes back.
 */
public abstract sealed class CollectStatusEvent implements CharmEvent
		permits CollectUnitStatusEvent, CollectAppStatusEvent {

	private final List<Status> statuses = new ArrayList<>();

	/**
	 * Add a status.
	 * @param status the status
	 * @throws io.opsframework.model.InvalidStatusException for {@code error} and
	 * {@code unknown}
	 */
	public void add(Status status) {
		this.statuses.add(status.requireSettable());
	}

	/**
	 * What was added so far.
	 * @return the statuses in their order
	 */
	public List<Status> statuses() {
		return List.copyOf(this.statuses);
	}

}
