package io.opsframework.model;

import java.util.Comparator;
import java.util.List;

/**
 * Picks the status to set from those that were collected. A bean of this type replaces
 * the default.
 */
@FunctionalInterface
public interface StatusAggregator {

	/**
	 * Pick a status.
	 * @param statuses what the listeners added, in their order; never empty
	 * @return the status to set
	 */
	Status aggregate(List<Status> statuses);

	/**
	 * The order of {@code ops}: blocked, maintenance, waiting, active; the first that was
	 * added wins among equals.
	 * @return the default aggregator
	 */
	static StatusAggregator byUrgency() {
		return (statuses) -> statuses.stream().min(Comparator.comparing(Status::name)).orElseThrow();
	}

}
