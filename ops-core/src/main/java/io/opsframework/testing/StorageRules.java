package io.opsframework.testing;

import java.util.HashSet;
import java.util.Set;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuVariable;
import org.jspecify.annotations.Nullable;

/**
 * The consistency rules about storages and their events.
 */
final class StorageRules {

	private StorageRules() {
	}

	// CC-19
	static void storagesAreDeclared(ScenarioInput input, Violations violations) {
		Set<String> declared = input.metadata().storages().keySet();
		for (StorageState storage : input.state().storages()) {
			if (!declared.contains(storage.id().storage())) {
				violations.add("The charm declares no storage for '%s', only %s: declare it, or change the id",
						storage.id(), declared);
			}
		}
	}

	// CC-20. Juju counts through all storages of a model.
	static void numbersAreUnique(ScenarioInput input, Violations violations) {
		Set<Integer> seen = new HashSet<>();
		for (StorageState storage : input.state().storages()) {
			if (!seen.add(storage.id().index())) {
				violations.add("Storage '%s' has the number of another storage: give it one of its own", storage.id());
			}
		}
	}

	// Juju refuses one more.
	static void limitIsKept(ScenarioInput input, Violations violations) {
		input.metadata().storages().forEach((name, storage) -> {
			long there = input.state().storages(name).size();
			Integer maximum = storage.instances().maximum();
			if (maximum != null && there > maximum) {
				violations.add("Storage '%s' has %d instances and can have %d: leave some out, or raise its limit",
						name, there, maximum);
			}
		});
	}

	// CC-15
	static void hasStorage(ScenarioInput input, Violations violations) {
		if (isStorageEvent(input.event()) && id(input.event()) == null) {
			violations.add("The event has no storage: make it with Events.storage…(storage)");
		}
	}

	// CC-16
	static void nameFitsStorage(ScenarioInput input, Violations violations) {
		SimulatedEvent event = input.event();
		String id = id(event);
		if (id != null && !(isStorageEvent(event) && id.startsWith(event.path().entity() + "/"))) {
			violations.add(
					"The event has storage '%s', whose events begin with its name: make it with Events.storage…(storage)",
					id);
		}
	}

	// CC-17
	static void storageOfEventIsDeclared(ScenarioInput input, Violations violations) {
		Set<String> declared = input.metadata().storages().keySet();
		String name = input.event().path().entity();
		if (isStorageEvent(input.event()) && !declared.contains(name)) {
			violations.add("The charm declares no storage '%s' for this event, only %s", name, declared);
		}
	}

	// CC-18
	static void storageOfEventIsInState(ScenarioInput input, Violations violations) {
		String id = id(input.event());
		if (id == null) {
			return;
		}
		StorageState same = input.state()
			.storages()
			.stream()
			.filter((storage) -> storage.id().toString().equals(id))
			.findFirst()
			.orElse(null);
		String location = input.event().variable(JujuVariable.JUJU_STORAGE_LOCATION);
		if (same == null) {
			violations.add("The event's storage '%s' is not in the state: add it with withStorages", id);
		}
		else if (!same.location().toString().equals(location)) {
			violations.add("The event's storage '%s' is at '%s', and in the state at '%s': take it from the state", id,
					location, same.location());
		}
	}

	private static @Nullable String id(SimulatedEvent event) {
		return event.variable(JujuVariable.JUJU_STORAGE_ID);
	}

	private static boolean isStorageEvent(SimulatedEvent event) {
		return event.path().kind().subject() == HookKind.Subject.STORAGE;
	}

}
