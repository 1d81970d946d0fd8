package io.opsframework.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.opsframework.pebble.Plan;

/**
 * What a layer has changed in the plan of a container.
 *
 * @param services the names of services that are new or different, sorted
 * @param checks the names of checks that are new or different, sorted
 * @param logTargets the names of log targets that are new or different, sorted
 */
public record PlanChange(Set<String> services, Set<String> checks, Set<String> logTargets) {

	public PlanChange {
		services = sorted(services);
		checks = sorted(checks);
		logTargets = sorted(logTargets);
	}

	static PlanChange between(Plan before, Plan after) {
		return new PlanChange(different(before.services(), after.services()),
				different(before.checks(), after.checks()), different(before.logTargets(), after.logTargets()));
	}

	private static Set<String> different(Map<String, ?> before, Map<String, ?> after) {
		Set<String> different = new LinkedHashSet<>();
		after.forEach((name, value) -> {
			if (!value.equals(before.get(name))) {
				different.add(name);
			}
		});
		return different;
	}

	private static Set<String> sorted(Set<String> names) {
		return Collections.unmodifiableSet(new TreeSet<>(names));
	}

	/**
	 * Whether nothing has changed.
	 * @return {@code true} if the plan was so before
	 */
	public boolean isEmpty() {
		return this.services.isEmpty() && this.checks.isEmpty() && this.logTargets.isEmpty();
	}

}
