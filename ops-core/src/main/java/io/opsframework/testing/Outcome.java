package io.opsframework.testing;

import java.util.List;

import io.opsframework.event.CharmEvent;
import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.model.Status;
import io.opsframework.simulation.JujuLogLine;
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
 * @param action what the person who ran the action got to see; {@code null} for hooks
 */
public record Outcome(State state, List<JujuLogLine> log, List<Status> unitStatuses, List<Status> applicationStatuses,
		List<String> workloadVersions, List<HookToolExecution> hookTools, List<CharmEvent> events,
		@Nullable ActionOutput action) {

	public Outcome {
		log = List.copyOf(log);
		unitStatuses = List.copyOf(unitStatuses);
		applicationStatuses = List.copyOf(applicationStatuses);
		workloadVersions = List.copyOf(workloadVersions);
		hookTools = List.copyOf(hookTools);
		events = List.copyOf(events);
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
	 * Why the action failed.
	 * @return the message, possibly empty; {@code null} if it did not fail
	 * @throws IllegalStateException if the event was no action
	 */
	public @Nullable String actionFailure() {
		return requireAction().failure();
	}

}
