package io.opsframework.testing;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.opsframework.juju.JujuVariable;
import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.Notice;
import io.opsframework.simulation.pebble.ScriptedExec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consistency rules about containers.
 */
final class ContainerRules {

	private static final Logger logger = LoggerFactory.getLogger(ContainerRules.class);

	private ContainerRules() {
	}

	static void check(ScenarioInput input, Violations violations) {
		containersAreDeclared(input, violations);
		containerOfEventIsDeclared(input, violations);
		containerOfEventIsInState(input, violations);
		input.state().containers().forEach((container) -> {
			eachCommandHasOneAnswer(container, violations);
			servicesAreInPlan(container, violations);
			container.checks().forEach((check) -> checkIsAsPlanned(container, check, violations));
		});
	}

	// CC-42
	private static void containersAreDeclared(ScenarioInput input, Violations violations) {
		Set<String> declared = input.metadata().containers().keySet();
		for (ContainerState container : input.state().containers()) {
			if (!declared.contains(container.name())) {
				violations.add(
						"The charm declares no container '%s', only %s: declare it, or correct the name in the state",
						container.name(), declared);
			}
		}
	}

	// CC-38
	private static void containerOfEventIsDeclared(ScenarioInput input, Violations violations) {
		Set<String> declared = input.metadata().containers().keySet();
		String container = input.event().variable(JujuVariable.JUJU_WORKLOAD_NAME);
		if (container != null && !declared.contains(container)) {
			violations.add("The event is about container '%s', and the charm declares only %s: correct the name",
					container, declared);
		}
	}

	// CC-07, CC-39
	private static void containerOfEventIsInState(ScenarioInput input, Violations violations) {
		String name = input.event().variable(JujuVariable.JUJU_WORKLOAD_NAME);
		if (name == null || !input.metadata().containers().containsKey(name)) {
			return;
		}
		input.state()
			.containers()
			.stream()
			.filter((container) -> container.name().equals(name))
			.findFirst()
			.ifPresentOrElse((container) -> eventFitsContainer(input.event(), container, violations), () -> violations
				.add("The event is about container '%s', which is not in the state: add it with withContainers(ContainerState.started(\"%s\"))",
						name, name));
	}

	private static void eventFitsContainer(SimulatedEvent event, ContainerState container, Violations violations) {
		// CW-2: Juju may be slower than the container that goes away.
		if (!container.canConnect()) {
			logger.warn("Event '{}' is about container '{}', to which nobody can connect in this state", event,
					container.name());
		}
		// CC-40
		String notice = event.variable(JujuVariable.JUJU_NOTICE_ID);
		if (notice != null && container.notices().stream().noneMatch((other) -> other.id().equals(notice))) {
			violations.add("The event is about notice '%s', and container '%s' has only %s: add it with withNotice",
					notice, container.name(), container.notices().stream().map(Notice::id).toList());
		}
		// CC-41
		String check = event.variable(JujuVariable.JUJU_PEBBLE_CHECK_NAME);
		if (check != null && !container.plan().checks().containsKey(check)) {
			violations.add("The event is about check '%s', and the plan of container '%s' has only %s: add its layer",
					check, container.name(), container.plan().checks().keySet());
		}
	}

	// CC-08
	private static void eachCommandHasOneAnswer(ContainerState container, Violations violations) {
		List<List<String>> commands = container.execs().stream().map(ScriptedExec::command).toList();
		commands.stream()
			.distinct()
			.filter((command) -> Collections.frequency(commands, command) > 1)
			.forEach((command) -> violations.add("Container '%s' has two answers to the command %s: leave one",
					container.name(), command));
	}

	private static void servicesAreInPlan(ContainerState container, Violations violations) {
		Set<String> planned = container.plan().services().keySet();
		container.serviceStatuses()
			.keySet()
			.stream()
			.filter((service) -> !planned.contains(service))
			.forEach((service) -> violations.add(
					"Container '%s' says how service '%s' is, and its plan has only %s: add its layer",
					container.name(), service, planned));
	}

	// CC-43 … CC-46
	private static void checkIsAsPlanned(ContainerState container, CheckInfo check, Violations violations) {
		CheckSpec planned = container.plan().checks().get(check.name());
		if (planned == null) {
			violations.add("Container '%s' says how check '%s' is, and its plan has only %s: add its layer",
					container.name(), check.name(), container.plan().checks().keySet());
			return;
		}
		compare(container, check, "level", check.level(), planned.level(), "", violations);
		compare(container, check, "startup", check.startup(), planned.startup(), "enabled", violations);
		compare(container, check, "threshold", check.threshold(), planned.threshold(), 3, violations);
	}

	private static void compare(ContainerState container, CheckInfo check, String what, @Nullable Object value,
			@Nullable Object planned, Object byDefault, Violations violations) {
		Object expected = Objects.requireNonNullElse(planned, byDefault);
		if (!Objects.requireNonNullElse(value, byDefault).equals(expected)) {
			violations.add("Check '%s' of container '%s' has %s '%s', and the plan says '%s'", check.name(),
					container.name(), what, value, expected);
		}
	}

}
