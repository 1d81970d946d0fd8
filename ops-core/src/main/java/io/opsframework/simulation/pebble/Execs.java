package io.opsframework.simulation.pebble;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.opsframework.pebble.Change;
import io.opsframework.pebble.ExecProcess;
import io.opsframework.pebble.ExecRequest;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleChangeException;
import io.opsframework.pebble.Plan;
import io.opsframework.pebble.Task;

/**
 * The commands of a simulated container: what comes of them, and which were run.
 */
final class Execs {

	private final Supplier<Plan> plan;

	private final Changes changes;

	private final List<ScriptedExec> scripts = new ArrayList<>();

	private final List<ExecCall> calls = new ArrayList<>();

	Execs(Supplier<Plan> plan, Changes changes) {
		this.plan = plan;
		this.changes = changes;
	}

	void add(ScriptedExec script) {
		this.scripts.removeIf((other) -> other.command().equals(script.command()));
		this.scripts.add(script);
	}

	List<ScriptedExec> scripts() {
		return List.copyOf(this.scripts);
	}

	List<ExecCall> calls() {
		return List.copyOf(this.calls);
	}

	ExecProcess exec(ExecRequest request) {
		String context = request.serviceContext();
		if (context != null && !this.plan.get().services().containsKey(context)) {
			throw refused("context service \"%s\" not found".formatted(context));
		}
		if (FileOwner.of(request.userId(), request.user(), request.groupId(), request.group()) == null) {
			throw refused("must specify user, not just group");
		}
		ScriptedExec script = this.scripts.stream()
			.filter((candidate) -> candidate.answers(request.command()))
			.max(Comparator.comparingInt((candidate) -> candidate.command().size()))
			.orElseThrow(() -> refused(
					"cannot find executable \"%s\" (this is a simulation, in which no answer is scripted for it)"
						.formatted(request.command().get(0))));
		String id = this.changes.begin("exec", summary(request));
		return new ScriptedProcess(request, id, script.handler(), new EndOfChange(id, request));
	}

	private static String summary(ExecRequest request) {
		return "Execute command \"%s\"".formatted(request.command().get(0));
	}

	private static PebbleApiException refused(String message) {
		return new PebbleApiException("POST /v1/exec", 400, null, message);
	}

	/**
	 * Ends the change of a command.
	 */
	private final class EndOfChange implements ScriptedProcess.Ending {

		private final String id;

		private final ExecRequest request;

		private EndOfChange(String id, ExecRequest request) {
			this.id = id;
			this.request = request;
		}

		@Override
		public void ended(ExecCall call, ExecAnswer answer) {
			Execs.this.calls.add(call);
			Task task = Execs.this.changes.task("exec", summary(this.request), null, answer.failure(),
					Map.of("exit-code", (long) answer.exitCode()));
			Execs.this.changes.end(this.id, List.of(task));
		}

		@Override
		public void requireSuccess() {
			Change change = Execs.this.changes.require(this.id);
			if (change.error() != null) {
				throw new PebbleChangeException(change);
			}
		}

	}

}
