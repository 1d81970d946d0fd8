package io.opsframework.simulation.pebble;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckRefresh;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.Plan;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a simulated Pebble, which are up until somebody says otherwise.
 */
final class Checks {

	private final Supplier<Plan> plan;

	private final Changes changes;

	private final Map<String, State> checks = new TreeMap<>();

	private final Map<String, String> failures = new TreeMap<>();

	Checks(Supplier<Plan> plan, Changes changes) {
		this.plan = plan;
		this.changes = changes;
	}

	// Pebble begins anew with a check that has changed.
	void planChanged() {
		this.plan.get().checks().forEach((name, spec) -> {
			State known = this.checks.get(name);
			if (known == null || !known.spec().equals(spec)) {
				end(known);
				this.checks.put(name, new State(spec, "disabled".equals(spec.startup()) ? null : begin(name, false),
						null, 0, 0, false));
			}
		});
	}

	private String begin(String name, boolean recovering) {
		CheckSpec spec = this.plan.get().checks().get(name);
		String kind = (spec.fields().containsKey("http")) ? "HTTP" : spec.fields().containsKey("tcp") ? "TCP" : "exec";
		return this.changes.begin(recovering ? "recover-check" : "perform-check",
				"%s %s check \"%s\"".formatted(recovering ? "Recover" : "Perform", kind, name));
	}

	private void end(@Nullable State state) {
		if (state != null && state.changeId() != null) {
			this.changes.end(state.changeId());
		}
	}

	List<CheckInfo> infos(@Nullable String level, Collection<String> names) {
		requireLevel(level);
		return this.checks.keySet()
			.stream()
			.filter((name) -> names.isEmpty() || names.contains(name))
			.map(this::info)
			.filter((check) -> level == null || level.equals(check.level()))
			.toList();
	}

	boolean isHealthy(@Nullable String level, Collection<String> names) {
		requireLevel(level);
		return infos(null, names).stream()
			.filter((check) -> level == null || level.equals(check.level())
					|| (level.equals("ready") && "alive".equals(check.level())))
			.noneMatch((check) -> check.status().equals("down"));
	}

	private static void requireLevel(@Nullable String level) {
		if (level != null && !level.equals("alive") && !level.equals("ready")) {
			throw new PebbleApiException("GET /v1/checks", 400, null, "level must be \"alive\" or \"ready\"");
		}
	}

	private CheckInfo info(String name) {
		State state = this.checks.get(name);
		CheckSpec spec = state.spec();
		String startup = "disabled".equals(spec.startup()) ? "disabled" : "enabled";
		String running = state.down() ? "down" : "up";
		return new CheckInfo(name, spec.level(), startup, (state.changeId() != null) ? running : "inactive",
				state.successes(), state.failures(), threshold(spec), state.changeId(), state.previousChangeId());
	}

	private static int threshold(CheckSpec spec) {
		Integer threshold = spec.threshold();
		return (threshold != null) ? threshold : 3;
	}

	List<String> start(Collection<String> names) {
		return change("start", names, (name, state) -> (state.changeId() != null) ? null
				: new State(state.spec(), begin(name, false), null, 0, 0, false));
	}

	List<String> stop(Collection<String> names) {
		return change("stop", names, (name, state) -> {
			if (state.changeId() == null) {
				return null;
			}
			end(state);
			return new State(state.spec(), null, null, 0, 0, false);
		});
	}

	private List<String> change(String action, Collection<String> names, Action change) {
		if (names.isEmpty()) {
			throw refused(400, "must specify checks for %s action".formatted(action));
		}
		List<String> unknown = names.stream().filter((name) -> !this.checks.containsKey(name)).sorted().toList();
		if (!unknown.isEmpty()) {
			throw refused(400,
					"cannot %s checks: cannot find checks in plan: %s".formatted(action, String.join(", ", unknown)));
		}
		return names.stream().distinct().sorted().filter((name) -> {
			State changed = change.apply(name, this.checks.get(name));
			if (changed != null) {
				this.checks.put(name, changed);
			}
			return changed != null;
		}).toList();
	}

	CheckRefresh refresh(String name) {
		State state = this.checks.get(name);
		if (state == null) {
			throw refused(404, "cannot find check with name \"%s\"".formatted(name));
		}
		String failure = this.failures.get(name);
		if (state.changeId() != null) {
			if (failure != null) {
				failed(name, state, state.failures() + 1);
			}
			else {
				succeeded(name, state);
			}
		}
		return new CheckRefresh(info(name), (failure != null) ? failure : "");
	}

	private void failed(String name, State state, int failures) {
		if (!state.down() && failures >= threshold(state.spec())) {
			end(state);
			this.checks.put(name, new State(state.spec(), begin(name, true), state.changeId(), 0, failures, true));
		}
		else {
			this.checks.put(name,
					new State(state.spec(), state.changeId(), state.previousChangeId(), 0, failures, state.down()));
		}
	}

	private void succeeded(String name, State state) {
		if (state.down()) {
			end(state);
			this.checks.put(name, new State(state.spec(), begin(name, false), state.changeId(), 1, 0, false));
		}
		else {
			this.checks.put(name, new State(state.spec(), state.changeId(), state.previousChangeId(),
					state.successes() + 1, 0, false));
		}
	}

	/**
	 * Let a check fail from now on, so often that it is down, or succeed from now on.
	 * @param name the name of the check
	 * @param failure why it fails; {@code null} if it succeeds
	 * @return the id of the change that ran it until now; {@code null} if it is stopped
	 */
	@Nullable String setFailure(String name, @Nullable String failure) {
		State state = require(name);
		if (failure == null) {
			this.failures.remove(name);
		}
		else {
			this.failures.put(name, failure);
		}
		if (state.changeId() != null) {
			if (failure == null) {
				succeeded(name, state);
			}
			else {
				failed(name, state, Math.max(state.failures() + 1, threshold(state.spec())));
			}
		}
		return state.changeId();
	}

	void set(CheckInfo info) {
		State state = require(info.name());
		boolean down = info.status().equals("down");
		end(state);
		String changeId = info.status().equals("inactive") ? null : begin(info.name(), down);
		this.checks.put(info.name(), new State(state.spec(), changeId, info.previousChangeId(),
				(info.successes() != null) ? info.successes() : 0, info.failures(), down));
		if (down) {
			this.failures.put(info.name(), "the check is down");
		}
	}

	private State require(String name) {
		State state = this.checks.get(name);
		if (state == null) {
			throw new IllegalArgumentException(
					"The plan has no check '%s', only %s".formatted(name, this.checks.keySet()));
		}
		return state;
	}

	private static PebbleApiException refused(int status, String message) {
		return new PebbleApiException("POST /v1/checks", status, null, message);
	}

	/**
	 * What becomes of a check.
	 */
	@FunctionalInterface
	private interface Action {

		@Nullable State apply(String name, State state);

	}

	/**
	 * How a check is.
	 *
	 * @param spec the check in the plan
	 * @param changeId the change that runs it; {@code null} when it is stopped
	 * @param previousChangeId the change before that; {@code null} for none
	 * @param successes how often in a row it succeeded
	 * @param failures how often in a row it failed
	 * @param down whether it failed too often
	 */
	private record State(CheckSpec spec, @Nullable String changeId, @Nullable String previousChangeId, int successes,
			int failures, boolean down) {

	}

}
