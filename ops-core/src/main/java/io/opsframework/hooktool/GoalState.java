package io.opsframework.hooktool;

import java.time.Instant;
import java.util.Map;

import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * What Juju is on the way to ({@code goal-state}).
 *
 * @param units the units of this application by name, with those that are still to come
 * and those that are being removed
 * @param relations by endpoint, the other applications and their units by name; without
 * peers
 */
public record GoalState(Map<UnitName, Goal> units, Map<String, Map<String, Goal>> relations) {

	private static final String DYING = "dying";

	/**
	 * How many units this application is to have.
	 * @return the number of its units without those that are being removed
	 */
	public int plannedUnits() {
		return Math.toIntExact(this.units.values().stream().filter((unit) -> !unit.status().equals(DYING)).count());
	}

	/**
	 * A unit or a relation.
	 *
	 * @param status a status; {@code dying} for a unit that is being removed,
	 * {@code joining}, {@code joined} and the like for an application
	 * @param since when it got this status; {@code null} if Juju does not tell
	 */
	public record Goal(String status, @Nullable Instant since) {

	}

}
