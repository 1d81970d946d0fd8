package io.opsframework.test;

import java.util.List;
import java.util.stream.Collectors;

import io.opsframework.event.CharmEvent;
import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.model.Status;
import io.opsframework.simulation.JujuLogLine;
import io.opsframework.testing.State;

/**
 * What can be seen of a charm after an event.
 *
 * @param state the state of the unit
 * @param unitStatuses every status that the unit had
 * @param hookTools the hook tools that the latest event used
 * @param log Juju's log
 * @param events the events that were published
 */
record ObservedCharm(State state, List<Status> unitStatuses, List<HookToolExecution> hookTools, List<JujuLogLine> log,
		List<CharmEvent> events) {

	/**
	 * All of it, for the message of an assertion that failed.
	 */
	@Override
	public String toString() {
		return """
				unit status: %s
				application status: %s
				leader: %s
				containers: %s
				config: %s
				relations: %s
				deferred: %s
				hook tools:%s
				log:%s
				events: %s""".formatted(this.state.unitStatus(), this.state.applicationStatus(), this.state.leader(),
				this.state.containers(), this.state.config(), this.state.relations(), this.state.deferred(),
				lines(calls()), lines(this.log), this.events);
	}

	List<String> calls() {
		return this.hookTools.stream()
			.map(HookToolExecution::call)
			.map((call) -> (call.tool() + " " + String.join(" ", call.arguments())).strip())
			.toList();
	}

	private static String lines(List<?> entries) {
		return entries.stream().map((entry) -> "\n  " + entry).collect(Collectors.joining());
	}

}
