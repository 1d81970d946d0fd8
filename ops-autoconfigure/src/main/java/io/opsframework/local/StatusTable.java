package io.opsframework.local;

import java.io.PrintStream;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.model.Status;
import io.opsframework.simulation.SimulatedStorage;
import io.opsframework.testing.ContainerState;
import io.opsframework.testing.Harness;
import io.opsframework.testing.RelationState;
import io.opsframework.testing.State;

/**
 * The model as a table, as {@code juju status} shows it.
 */
final class StatusTable {

	private static final String ROW = "%-24s %-12s %s";

	private final Harness harness;

	private final CharmMetadata metadata;

	StatusTable(Harness harness, CharmMetadata metadata) {
		this.harness = harness;
		this.metadata = metadata;
	}

	void print(PrintStream out) {
		State state = this.harness.state();
		String application = this.metadata.name();
		heading(out, "App", "Status", "Message");
		row(out, application, this.harness.appStatus());
		heading(out, "Unit", "Workload", "Message");
		row(out, application + "/0" + (state.leader() ? "*" : ""), state.unitStatus());
		containers(out, state);
		storages(out);
		if (!state.relations().isEmpty()) {
			heading(out, "Endpoint", "Related to", "Units");
			state.relations()
				.forEach((relation) -> row(out, relation.id().endpoint(), relation.remoteApplication(),
						units(relation)));
		}
	}

	private void containers(PrintStream out, State state) {
		if (!this.metadata.containers().isEmpty()) {
			heading(out, "Container", "Pebble", "Services");
			this.metadata.containers()
				.keySet()
				.forEach((name) -> row(out, name, pebble(name, state), services(name, state)));
		}
	}

	private static String pebble(String container, State state) {
		boolean started = container(container, state).anyMatch(ContainerState::canConnect);
		return started ? "started" : "not started";
	}

	private static String services(String container, State state) {
		return container(container, state)
			.flatMap((found) -> found.plan()
				.services()
				.keySet()
				.stream()
				.map((service) -> service + " " + found.serviceStatuses().getOrDefault(service, "inactive")))
			.collect(Collectors.joining(", "));
	}

	private static Stream<ContainerState> container(String name, State state) {
		return state.containers().stream().filter((container) -> container.name().equals(name));
	}

	private void storages(PrintStream out) {
		Collection<SimulatedStorage> storages = this.harness.juju().model().storages().values();
		if (!storages.isEmpty()) {
			heading(out, "Storage", "State", "Location");
			storages.forEach((storage) -> row(out, storage.id().toString(),
					storage.attached() ? "attached" : "detached", storage.location().toString()));
		}
	}

	private static String units(RelationState relation) {
		return relation.remoteUnits().keySet().stream().map(Object::toString).collect(Collectors.joining(", "));
	}

	private static void heading(PrintStream out, String first, String second, String third) {
		out.println();
		row(out, first, second, third);
	}

	private static void row(PrintStream out, String name, Status status) {
		row(out, name, status.name().jujuName(), status.message());
	}

	private static void row(PrintStream out, String first, String second, String third) {
		out.println(ROW.formatted(first, second, third).stripTrailing());
	}

}
