package io.opsframework.simulation.pebble;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.opsframework.pebble.Plan;
import io.opsframework.pebble.ServiceSpec;

/**
 * Which services are started and stopped with others, and in which order.
 */
final class ServiceOrder {

	private ServiceOrder() {
	}

	/**
	 * Services with all that they require, in the order in which they start.
	 * @param plan the plan
	 * @param names the names of the services
	 * @return the names
	 */
	static List<String> toStart(Plan plan, Collection<String> names) {
		Set<String> all = new TreeSet<>();
		names.forEach((name) -> addRequired(plan, name, all));
		return of(plan, all);
	}

	private static void addRequired(Plan plan, String name, Set<String> all) {
		if (all.add(name)) {
			plan.services().get(name).requires().forEach((required) -> addRequired(plan, required, all));
		}
	}

	/**
	 * Services with all that require them, in the order in which they stop.
	 * @param plan the plan
	 * @param names the names of the services
	 * @return the names
	 */
	static List<String> toStop(Plan plan, Collection<String> names) {
		Set<String> all = new TreeSet<>(names);
		int before;
		do {
			before = all.size();
			plan.services().forEach((name, service) -> {
				if (!Collections.disjoint(service.requires(), all)) {
					all.add(name);
				}
			});
		}
		while (all.size() > before);
		List<String> order = of(plan, all);
		if (isOrdered(plan, all)) {
			Collections.reverse(order);
		}
		return order;
	}

	private static boolean isOrdered(Plan plan, Set<String> names) {
		return names.stream().anyMatch((name) -> !predecessors(plan, name, names).isEmpty());
	}

	/**
	 * Services in the order in which they start: by what they say they start before and
	 * after, and else by their names.
	 * @param plan the plan
	 * @param names the names of the services
	 * @return the names in a list that can be changed
	 */
	static List<String> of(Plan plan, Collection<String> names) {
		SortedSet<String> left = new TreeSet<>(names);
		List<String> order = new ArrayList<>();
		while (!left.isEmpty()) {
			String next = left.stream()
				.filter((name) -> Collections.disjoint(predecessors(plan, name, names), left))
				.findFirst()
				.orElseThrow(() -> PlanRules.refused("services in before/after loop: " + String.join(", ", left)));
			order.add(next);
			left.remove(next);
		}
		return order;
	}

	private static Set<String> predecessors(Plan plan, String name, Collection<String> names) {
		Set<String> predecessors = new LinkedHashSet<>(plan.services().get(name).after());
		for (String other : names) {
			ServiceSpec service = plan.services().get(other);
			if (service.before().contains(name)) {
				predecessors.add(other);
			}
		}
		return predecessors;
	}

}
