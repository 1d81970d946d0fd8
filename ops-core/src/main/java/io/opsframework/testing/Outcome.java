package io.opsframework.testing;

import java.util.List;
import java.util.Map;

import io.opsframework.event.CharmEvent;
import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.model.Status;
import io.opsframework.pebble.Plan;
import io.opsframework.simulation.JujuLogLine;
import io.opsframework.simulation.pebble.ExecCall;
import org.jspecify.annotations.Nullable;

/**
 * What came of one event.
 *
 * @param state the state after it
 * @param log what {@code juju-log} wrote
 * @param unitStatuses every status that the unit had: the one before the event first, the
 * current one last
 * @param applicationStatuses every status that the application had, likewise
 * @param workloadVersions every version that the workload had, likewise; empty for none
 * @param hookTools the calls of hook tools in order
 * @param events the events that were published, Juju's first; without replays of deferred
 * events and collect-status
 * @param execs the commands that were run to their end, by the names of containers
 * @param action what the person who ran the action got to see; {@code null} for hooks
 */
public record Outcome(State state, List<JujuLogLine> log, List<Status> unitStatuses, List<Status> applicationStatuses,
		List<String> workloadVersions, List<HookToolExecution> hookTools, List<CharmEvent> events,
		Map<String, List<ExecCall>> execs, @Nullable ActionOutput action) {

	public Outcome {
		log = List.copyOf(log);
		unitStatuses = List.copyOf(unitStatuses);
		applicationStatuses = List.copyOf(applicationStatuses);
		workloadVersions = List.copyOf(workloadVersions);
		hookTools = List.copyOf(hookTools);
		events = List.copyOf(events);
		execs = Map.copyOf(execs);
	}

	/**
	 * What the person who ran the action got to see.
	 * @return results, messages and failure
	 * @throws IllegalStateException if the event was no action
	 */
	public ActionOutput requireAction() {
		if (this.action == null) {
			throw new IllegalStateException("The event was no action: run one with Events.action(name)");
		}
		return this.action;
	}

	/**
	 * The plan that a container has after the event.
	 * @param container the container's name
	 * @return the plan
	 * @throws java.util.NoSuchElementException if the state has no such container
	 */
	public Plan plan(String container) {
		return this.state.container(container).plan();
	}

	/**
	 * Why the action failed.
	 * @return the message, possibly empty; {@code null} if it did not fail
	 * @throws IllegalStateException if the event was no action
	 */
	public @Nullable String actionFailure() {
		return requireAction().failure();
	}

}
