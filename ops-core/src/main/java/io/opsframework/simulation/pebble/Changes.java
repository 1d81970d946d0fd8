package io.opsframework.simulation.pebble;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.opsframework.pebble.Change;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleTimeoutException;
import io.opsframework.pebble.Task;
import io.opsframework.pebble.Task.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a simulated Pebble remembers. All but those of checks are ready as
 * soon as they are there.
 */
final class Changes {

	private static final String DOING = "Doing";

	private final Map<String, Change> changes = new LinkedHashMap<>();

	private final Map<String, List<String>> services = new LinkedHashMap<>();

	private final Notices notices;

	private final Clock clock;

	private int lastTask;

	Changes(Notices notices, Clock clock) {
		this.notices = notices;
		this.clock = clock;
	}

	/**
	 * Remember a change that is ready.
	 * @param kind its kind
	 * @param summary its summary
	 * @param tasks its tasks
	 * @param about the services that it is about
	 * @return its id
	 */
	String add(String kind, String summary, List<Task> tasks, List<String> about) {
		String error = error(tasks);
		Instant now = this.clock.instant();
		String status = (error != null) ? "Error" : "Done";
		String id = nextId();
		put(new Change(id, kind, summary, status, tasks, true, error, now, now, Map.of()), about);
		return id;
	}

	/**
	 * Remember a change that goes on.
	 * @param kind its kind
	 * @param summary its summary
	 * @return its id
	 */
	String begin(String kind, String summary) {
		Instant now = this.clock.instant();
		Task task = new Task(nextTask(), kind, summary, DOING, List.of(), new Progress("", 1, 1), now, null, Map.of());
		String id = nextId();
		put(new Change(id, kind, summary, DOING, List.of(task), false, null, now, null, Map.of()), List.of());
		return id;
	}

	/**
	 * End a change that goes on.
	 * @param id its id
	 * @param tasks what has become of its tasks
	 */
	void end(String id, List<Task> tasks) {
		Change change = require(id);
		String error = error(tasks);
		this.changes.put(id, new Change(id, change.kind(), change.summary(), (error != null) ? "Error" : "Done", tasks,
				true, error, change.spawnTime(), this.clock.instant(), change.data()));
		this.notices.recordChange(change);
	}

	/**
	 * End a change that goes on, with success.
	 * @param id its id
	 */
	void end(String id) {
		Change change = require(id);
		end(id, change.tasks()
			.stream()
			.map((task) -> new Task(task.id(), task.kind(), task.summary(), "Done", task.log(), task.progress(),
					task.spawnTime(), this.clock.instant(), task.data()))
			.toList());
	}

	private void put(Change change, List<String> about) {
		this.changes.put(change.id(), change);
		this.services.put(change.id(), List.copyOf(about));
		this.notices.recordChange(change);
	}

	private String nextId() {
		return String.valueOf(this.changes.size() + 1);
	}

	private String nextTask() {
		return String.valueOf(++this.lastTask);
	}

	Task task(String kind, String summary, @Nullable String log, @Nullable String error, Map<String, Object> data) {
		Instant now = this.clock.instant();
		List<String> lines = new ArrayList<>();
		if (log != null) {
			lines.add("%s INFO %s".formatted(now, log));
		}
		if (error != null) {
			lines.add("%s ERROR %s".formatted(now, error));
		}
		return new Task(nextTask(), kind, summary, (error != null) ? "Error" : "Done", lines, new Progress("", 1, 1),
				now, now, new LinkedHashMap<>(data));
	}

	Task held(String kind, String summary) {
		Instant now = this.clock.instant();
		return new Task(nextTask(), kind, summary, "Hold", List.of(), new Progress("", 1, 1), now, now, Map.of());
	}

	private static @Nullable String error(List<Task> tasks) {
		String failed = tasks.stream()
			.filter((task) -> task.status().equals("Error"))
			.map((task) -> "\n- %s (%s)".formatted(task.summary(),
					task.log().get(task.log().size() - 1).replaceFirst("^\\S+ ERROR ", "")))
			.collect(Collectors.joining());
		return failed.isEmpty() ? null : "cannot perform the following tasks:" + failed;
	}

	// What goes on here goes on for ever.
	Change requireReady(String id, Duration timeout) {
		Change change = require(id);
		if (!change.ready()) {
			throw new PebbleTimeoutException(
					"Change %s of Pebble (%s) is not ready after %s".formatted(id, change.kind(), timeout), id);
		}
		return change;
	}

	Change abort(String id) {
		Change change = require(id);
		if (change.ready()) {
			throw new PebbleApiException("POST /v1/changes/" + id, 400, null,
					"cannot abort change %s with nothing pending".formatted(id));
		}
		end(id);
		return require(id);
	}

	List<Change> select(Change.Selection selection, @Nullable String service) {
		return this.changes.values().stream().filter((change) -> switch (selection) {
			case ALL -> true;
			case READY -> change.ready();
			case IN_PROGRESS -> !change.ready();
		}).filter((change) -> service == null || this.services.get(change.id()).contains(service)).toList();
	}

	Change require(String id) {
		Change change = this.changes.get(id);
		if (change == null) {
			throw new PebbleApiException("GET /v1/changes/" + id, 404, null,
					"cannot find change with id \"%s\"".formatted(id));
		}
		return change;
	}

}
