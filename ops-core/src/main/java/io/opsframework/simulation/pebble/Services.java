package io.opsframework.simulation.pebble;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.Plan;
import io.opsframework.pebble.ServiceInfo;
import io.opsframework.pebble.ServiceSpec;
import io.opsframework.pebble.Signals;
import io.opsframework.pebble.Task;
import org.jspecify.annotations.Nullable;

/**
 * The services of a simulated Pebble, which run or do not, without processes.
 */
final class Services {

	private final Supplier<Plan> plan;

	private final Changes changes;

	private final Clock clock;

	private final Map<String, Running> services = new HashMap<>();

	private final Map<String, String> failures = new HashMap<>();

	private final Map<String, Integer> starts = new HashMap<>();

	private final List<SentSignal> signals = new ArrayList<>();

	Services(Supplier<Plan> plan, Changes changes, Clock clock) {
		this.plan = plan;
		this.changes = changes;
		this.clock = clock;
	}

	List<ServiceInfo> infos(Collection<String> names) {
		Map<String, ServiceSpec> specs = this.plan.get().services();
		return PlanRules.sorted(specs.keySet())
			.stream()
			.filter((name) -> names.isEmpty() || names.contains(name))
			.map((name) -> info(name, specs.get(name)))
			.toList();
	}

	private ServiceInfo info(String name, ServiceSpec spec) {
		Running running = this.services.get(name);
		String startup = "enabled".equals(spec.startup()) ? "enabled" : "disabled";
		return (running != null) ? new ServiceInfo(name, startup, running.current(), running.since())
				: new ServiceInfo(name, startup, "inactive", null);
	}

	void set(String name, String current) {
		ServiceSpec spec = this.plan.get().services().get(name);
		if (spec == null) {
			throw new IllegalArgumentException("The plan has no service '%s', only %s".formatted(name,
					PlanRules.sorted(this.plan.get().services().keySet())));
		}
		this.services.put(name, new Running(current, this.clock.instant(), spec));
	}

	void setFailure(String name, @Nullable String failure) {
		if (failure != null) {
			this.failures.put(name, failure);
		}
		else {
			this.failures.remove(name);
		}
	}

	int starts(String name) {
		return this.starts.getOrDefault(name, 0);
	}

	List<SentSignal> signals() {
		return List.copyOf(this.signals);
	}

	String start(Collection<String> names) {
		requireKnown("start", names);
		List<String> order = ServiceOrder.toStart(this.plan.get(), names);
		return add("start", List.copyOf(names), order, startTasks(order));
	}

	String stop(Collection<String> names) {
		requireKnown("stop", names);
		List<String> order = ServiceOrder.toStop(this.plan.get(), names);
		return add("stop", List.copyOf(names), order, order.stream().map(this::stopTask).toList());
	}

	String restart(Collection<String> names) {
		requireKnown("restart", names);
		List<String> order = ServiceOrder.toStart(this.plan.get(), names);
		List<Task> tasks = new ArrayList<>();
		ServiceOrder.toStop(this.plan.get(), names)
			.stream()
			.filter((name) -> names.contains(name) && isStarted(name))
			.forEach((name) -> tasks.add(stopTask(name)));
		tasks.addAll(startTasks(order));
		return add("restart", List.copyOf(names), order, tasks);
	}

	String autostart() {
		List<String> enabled = enabled();
		if (enabled.isEmpty()) {
			throw new PebbleApiException("POST /v1/services", 400, "no-default-services", "no default services");
		}
		List<String> order = ServiceOrder.toStart(this.plan.get(), enabled);
		return add("autostart", order, order, startTasks(order));
	}

	String replan() {
		List<String> changed = this.services.keySet().stream().filter(this::runsOtherwise).sorted().toList();
		List<String> stopped = ServiceOrder.toStop(this.plan.get(), changed);
		Set<String> wanted = new HashSet<>(enabled());
		wanted.addAll(changed);
		List<String> order = ServiceOrder.toStart(this.plan.get(), wanted);
		List<Task> tasks = new ArrayList<>();
		stopped.forEach((name) -> tasks.add(stopTask(name)));
		tasks.addAll(startTasks(order));
		Set<String> all = new HashSet<>(order);
		all.addAll(stopped);
		return add("replan", PlanRules.sorted(all), all, tasks);
	}

	private List<String> enabled() {
		return this.plan.get()
			.services()
			.entrySet()
			.stream()
			.filter((entry) -> "enabled".equals(entry.getValue().startup()))
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
	}

	private boolean isStarted(String name) {
		Running running = this.services.get(name);
		return running != null && !running.current().equals("inactive");
	}

	private boolean runsOtherwise(String name) {
		Running running = this.services.get(name);
		return isStarted(name) && !running.spec().equals(this.plan.get().services().get(name));
	}

	private void requireKnown(String action, Collection<String> names) {
		if (names.isEmpty()) {
			throw new IllegalArgumentException("There is no service to %s".formatted(action));
		}
		for (String name : names) {
			if (!this.plan.get().services().containsKey(name)) {
				throw new PebbleApiException("POST /v1/services", 400, null,
						"cannot %s services: service \"%s\" does not exist".formatted(action, name));
			}
		}
	}

	private List<Task> startTasks(List<String> order) {
		Set<String> failed = new HashSet<>();
		List<Task> tasks = new ArrayList<>();
		for (String name : order) {
			Task task = startTask(name, failed);
			if (!task.status().equals("Done")) {
				failed.add(name);
			}
			tasks.add(task);
		}
		return tasks;
	}

	private Task startTask(String name, Set<String> failed) {
		String summary = "Start service \"%s\"".formatted(name);
		ServiceSpec spec = this.plan.get().services().get(name);
		if (spec.requires().stream().anyMatch(failed::contains)) {
			return this.changes.held("start", summary);
		}
		Running running = this.services.get(name);
		if (running != null && running.current().equals("active")) {
			return this.changes.task("start", summary, "Service \"%s\" already started.".formatted(name), null,
					Map.of());
		}
		String failure = this.failures.get(name);
		this.starts.merge(name, 1, Integer::sum);
		this.services.put(name, new Running((failure != null) ? "backoff" : "active", this.clock.instant(), spec));
		return this.changes.task("start", summary, null,
				(failure != null) ? "service start attempt: %s, will restart".formatted(failure) : null, Map.of());
	}

	private Task stopTask(String name) {
		String log = null;
		if (!this.services.containsKey(name)) {
			log = "Service \"%s\" has never been started.".formatted(name);
		}
		else if (!isStarted(name)) {
			log = "Service \"%s\" already stopped.".formatted(name);
		}
		else {
			Running running = this.services.get(name);
			this.services.put(name, new Running("inactive", this.clock.instant(), running.spec()));
		}
		return this.changes.task("stop", "Stop service \"%s\"".formatted(name), log, null, Map.of());
	}

	private String add(String action, List<String> named, Collection<String> all, List<Task> tasks) {
		String verb = Character.toUpperCase(action.charAt(0)) + action.substring(1);
		String summary = switch (all.size()) {
			case 0 -> "%s - no services".formatted(verb);
			case 1 -> "%s service \"%s\"".formatted(verb, named.get(0));
			default -> "%s service \"%s\" and %d more".formatted(verb, named.get(0), all.size() - 1);
		};
		return this.changes.add(action, summary, tasks, List.copyOf(all));
	}

	void sendSignal(String signal, Collection<String> names) {
		if (names.isEmpty()) {
			throw new IllegalArgumentException("There is no service to send %s to".formatted(signal));
		}
		String problems = names.stream()
			.filter((name) -> !Signals.isKnown(signal) || !isActive(name))
			.map((name) -> "cannot send signal to \"%s\": %s".formatted(name,
					isActive(name) ? "invalid signal name \"%s\"".formatted(signal) : "service is not running"))
			.collect(Collectors.joining("; "));
		names.stream()
			.filter((name) -> Signals.isKnown(signal) && isActive(name))
			.forEach((name) -> this.signals.add(new SentSignal(signal, name)));
		if (!problems.isEmpty()) {
			throw new PebbleApiException("POST /v1/signals", 500, null, problems);
		}
	}

	private boolean isActive(String name) {
		Running running = this.services.get(name);
		return running != null && running.current().equals("active");
	}

	/**
	 * How a service is.
	 *
	 * @param current its status
	 * @param since since when
	 * @param spec the service as it was in the plan when it was started
	 */
	private record Running(String current, Instant since, ServiceSpec spec) {

	}

}
