package io.opsframework.local;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.simulation.pebble.SimulatedPebble;
import io.opsframework.testing.Harness;

/**
 * The containers of the unit that plays, as commands name them.
 */
final class LocalContainers {

	/** What a Pebble can be asked for. */
	static final List<String> SUBJECTS = List.of("plan", "services", "checks");

	private static final String ROW = "  %-24s %-10s %s%n";

	private final Harness harness;

	private final CharmMetadata metadata;

	private final PrintStream out;

	LocalContainers(Harness harness, CharmMetadata metadata, PrintStream out) {
		this.harness = harness;
		this.metadata = metadata;
		this.out = out;
	}

	/**
	 * Show what a container's Pebble has, as the command {@code pebble} does.
	 * @param line the command
	 */
	void show(CommandLine line) {
		line.requireAtMost(2);
		String subject = line.require(0, "plan, services or checks");
		if (!SUBJECTS.contains(subject)) {
			throw new CommandException("Expected plan, services or checks, and not '%s'".formatted(subject));
		}
		SimulatedPebble pebble = this.harness.pebble(container(line.from(1)));
		switch (subject) {
			case "plan" -> pebble.currentPlan().toYaml().lines().forEach((text) -> this.out.println("  " + text));
			case "services" -> showServices(pebble);
			default -> showChecks(pebble);
		}
	}

	private void showServices(SimulatedPebble pebble) {
		this.out.printf(ROW, "Service", "Startup", "Current");
		pebble.currentServices()
			.forEach((service) -> this.out.printf(ROW, service.name(), service.startup(), service.current()));
	}

	private void showChecks(SimulatedPebble pebble) {
		this.out.printf(ROW, "Check", "Status", "Failures");
		pebble.currentChecks()
			.forEach((check) -> this.out.printf(ROW, check.name(), check.status(),
					check.failures() + "/" + check.threshold()));
	}

	Runnable start(CommandLine line) {
		line.requireAtMost(1);
		String container = container(line);
		return () -> this.harness.containerReady(container);
	}

	Runnable notify(CommandLine line) {
		String container = container(line);
		String key = line.require(1, "a key such as example.com/backup");
		Map<String, String> data = line.pairs(2);
		return () -> this.harness.notifyPebble(container, key, data, null);
	}

	Runnable failCheck(CommandLine line) {
		String container = container(line);
		String check = check(line, container);
		return () -> this.harness.failCheck(container, check);
	}

	Runnable recoverCheck(CommandLine line) {
		String container = container(line);
		String check = check(line, container);
		return () -> this.harness.recoverCheck(container, check);
	}

	private String container(CommandLine line) {
		String container = line.require(0, "a container");
		LocalValues.declared("container", container, this.metadata.containers());
		return container;
	}

	private String check(CommandLine line, String container) {
		line.requireAtMost(2);
		String check = line.require(1, "a check");
		Collection<String> checks = checks(container);
		if (!checks.contains(check)) {
			throw new CommandException("The plan of %s has no check '%s'; it has %s".formatted(container, check,
					checks.isEmpty() ? "none" : String.join(", ", checks)));
		}
		return check;
	}

	/**
	 * The checks of a container.
	 * @param container its name, as it is typed
	 * @return the names of the checks in its plan; empty if there is no such container
	 */
	Collection<String> checks(String container) {
		return this.metadata.containers().containsKey(container) ? this.harness.plan(container).checks().keySet()
				: List.of();
	}

}
