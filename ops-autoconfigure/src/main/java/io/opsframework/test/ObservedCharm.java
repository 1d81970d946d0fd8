package io.opsframework.test;

import java.util.List;
import java.util.stream.Collectors;

import io.opsframework.event.CharmEvent;
import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.model.Status;
import io.opsframework.simulation.JujuLogLine;
import io.opsframework.testing.ActionOutput;
import io.opsframework.testing.State;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a charm after an event.
 *
 * @param state the state of the unit
 * @param unitStatuses every status that the unit had
 * @param hookTools the hook tools that the latest event used
 * @param log Juju's log
 * @param events the events that were published
 * @param action what came of the action that ran last; {@code null} if none did
 */
record ObservedCharm(State state, List<Status> unitStatuses, List<HookToolExecution> hookTools, List<JujuLogLine> log,
		List<CharmEvent> events, @Nullable ActionOutput action) {

	/**
	 * All of it, for the message of an assertion that failed.
	 */
	@Override
	public String toString() {
		return """
				unit status: %s
				application status: %s
				workload version: %s
				leader: %s
				containers: %s
				config: %s
				relations: %s
				secrets: %s
				opened ports: %s
				storages: %s
				deferred: %s
				hook tools:%s
				log:%s
				events: %s
				action: %s""".formatted(this.state.unitStatus(), this.state.applicationStatus(),
				this.state.workloadVersion(), this.state.leader(), this.state.containers(), this.state.config(),
				this.state.relations(), this.state.secrets(), this.state.openedPorts(), this.state.storages(),
				this.state.deferred(), lines(calls()), lines(this.log), this.events, describe(this.action));
	}

	List<String> calls() {
		return this.hookTools.stream()
			.map(HookToolExecution::call)
			.map((call) -> (call.tool() + " " + String.join(" ", call.arguments())).strip())
			.toList();
	}

	private static String describe(@Nullable ActionOutput action) {
		if (action == null) {
			return "none";
		}
		String end = (action.failure() != null) ? "failed with '%s'".formatted(action.failure()) : "succeeded";
		return "%s, with results %s and messages %s".formatted(end, action.results(), action.log());
	}

	private static String lines(List<?> entries) {
		return entries.stream().map((entry) -> "\n  " + entry).collect(Collectors.joining());
	}

}
