package io.opsframework.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import io.opsframework.state.CharmState;
import io.opsframework.state.StateKey;
import org.jspecify.annotations.Nullable;

/**
 * The containers whose plan was changed and whose services may not run by it yet, because
 * the hook failed between the two, or a service did not start.
 */
public final class PendingReplans {

	/** Where they stand in the charm's state. */
	public static final StateKey<Set<String>> STATE_KEY = new StateKey<>("replans", PendingReplans::read,
			(containers) -> containers.isEmpty() ? null : new ArrayList<>(containers));

	private PendingReplans() {
	}

	private static Set<String> read(@Nullable Object state) {
		Set<String> containers = new TreeSet<>();
		if (state instanceof Collection<?> names) {
			names.forEach((name) -> containers.add(String.valueOf(name)));
		}
		return containers;
	}

	static boolean contain(String container, CharmState state) {
		return state.value(STATE_KEY).contains(container) || state.journalled(STATE_KEY).contains(container);
	}

	// At once: Pebble keeps what it was told also when the hook fails.
	static void add(String container, CharmState state) {
		Set<String> containers = new TreeSet<>(state.value(STATE_KEY));
		containers.addAll(state.journalled(STATE_KEY));
		containers.add(container);
		state.set(STATE_KEY, containers);
		state.journal(STATE_KEY, containers);
	}

	static void remove(String container, CharmState state) {
		if (contain(container, state)) {
			Set<String> containers = new TreeSet<>(state.value(STATE_KEY));
			containers.remove(container);
			state.set(STATE_KEY, containers);
			Set<String> journalled = state.journalled(STATE_KEY);
			journalled.remove(container);
			state.journal(STATE_KEY, journalled);
		}
	}

}
