package io.opsframework.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.Notice;
import io.opsframework.pebble.Plan;
import io.opsframework.simulation.pebble.Rock;
import io.opsframework.simulation.pebble.ScriptedExec;
import io.opsframework.simulation.pebble.SimulatedFile;

/**
 * A workload container of the unit. Immutable: begin with {@link #started(String)} or
 * {@link #stopped(String)}; each {@code with} method gives a new one.
 *
 * @param name the container's name
 * @param canConnect whether the charm can connect to it: whether it has started
 * @param layers the layers of the plan by their labels, the lowest one first
 * @param serviceStatuses {@code active}, {@code inactive}, {@code backoff} or
 * {@code error} by the names of services; those that are missing are inactive
 * @param checks how checks of the plan are, sorted by their names; those that are missing
 * are up, or inactive where they do not start by themselves
 * @param notices the notices
 * @param files what is at absolute paths; the directories on the way need not be named
 * @param mounts directories of the machine by their locations in the container
 * @param execs what comes of commands; one that nothing answers to is not found
 */
public record ContainerState(String name, boolean canConnect, Map<String, Layer> layers,
		SortedMap<String, String> serviceStatuses, List<CheckInfo> checks, List<Notice> notices,
		SortedMap<String, SimulatedFile> files, SortedMap<String, Path> mounts, List<ScriptedExec> execs) {

	/**
	 * Create a container.
	 */
	public ContainerState {
		layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
		serviceStatuses = Collections.unmodifiableSortedMap(new TreeMap<>(serviceStatuses));
		checks = List.copyOf(checks);
		notices = List.copyOf(notices);
		files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
		mounts = Collections.unmodifiableSortedMap(new TreeMap<>(mounts));
		execs = List.copyOf(execs);
	}

	/**
	 * A container that has started, and has nothing in it.
	 * @param name the container's name
	 * @return the container
	 */
	public static ContainerState started(String name) {
		return new ContainerState(name, true, Map.of(), new TreeMap<>(), List.of(), List.of(), new TreeMap<>(),
				new TreeMap<>(), List.of());
	}

	/**
	 * A container that has not started.
	 * @param name the container's name
	 * @return the container
	 */
	public static ContainerState stopped(String name) {
		return started(name).withCanConnect(false);
	}

	/**
	 * The container with or without a Pebble that answers.
	 * @param canConnect whether the charm can connect to it
	 * @return a new one
	 */
	public ContainerState withCanConnect(boolean canConnect) {
		return new ContainerState(this.name, canConnect, this.layers, this.serviceStatuses, this.checks, this.notices,
				this.files, this.mounts, this.execs);
	}

	/**
	 * The container with one more layer on top of the others, or in the place of the one
	 * of the same label.
	 * @param label the label
	 * @param layer the layer
	 * @return a new one
	 */
	public ContainerState withLayer(String label, Layer layer) {
		return change((draft) -> draft.layers.put(label, layer));
	}

	/**
	 * The container with the services and checks that a rock says it has.
	 * @param rockcraft the file {@code rockcraft.yaml}
	 * @return a new one, with a layer {@code rockcraft}
	 * @throws java.io.UncheckedIOException if the file cannot be read
	 * @throws IllegalArgumentException if it is no YAML, or there is something wrong with
	 * its services or checks
	 */
	public ContainerState withRock(Path rockcraft) {
		return withLayer("rockcraft", Rock.layer(rockcraft));
	}

	/**
	 * The container with a service that is as is said.
	 * @param service the name of the service, which is in the plan
	 * @param status {@code active}, {@code inactive}, {@code backoff} or {@code error}
	 * @return a new one
	 */
	public ContainerState withServiceStatus(String service, String status) {
		return change((draft) -> draft.serviceStatuses.put(service, status));
	}

	/**
	 * The container with a check that is as is said. One of the same name is replaced.
	 * @param check the check, which is in the plan
	 * @return a new one
	 */
	public ContainerState withCheck(CheckInfo check) {
		return change((draft) -> replace(draft.checks, check, (other) -> other.name().equals(check.name())));
	}

	/**
	 * The container with a check that is down.
	 * @param check the name of the check, which is in a layer that was added before
	 * @param failures how often it has failed
	 * @return a new one
	 * @throws NoSuchElementException if no layer has such a check
	 */
	public ContainerState withCheckDown(String check, int failures) {
		CheckSpec spec = plan().checks().get(check);
		if (spec == null) {
			throw new NoSuchElementException(
					"The plan of container '%s' has no check '%s', only %s: add its layer first".formatted(this.name,
							check, plan().checks().keySet()));
		}
		Integer threshold = spec.threshold();
		return withCheck(new CheckInfo(check, spec.level(), "disabled".equals(spec.startup()) ? "disabled" : "enabled",
				"down", 0, failures, (threshold != null) ? threshold : 0, null, null));
	}

	/**
	 * The container with a notice. One of the same id is replaced.
	 * @param notice the notice
	 * @return a new one
	 */
	public ContainerState withNotice(Notice notice) {
		return change((draft) -> replace(draft.notices, notice, (other) -> other.id().equals(notice.id())));
	}

	/**
	 * The container with a notice of type {@code custom}, which happened once.
	 * @param id its id
	 * @param key its key, {@code example.com/path}
	 * @param data what was said about it
	 * @return a new one
	 */
	public ContainerState withCustomNotice(String id, String key, Map<String, String> data) {
		return withNotice(new Notice(id, null, "custom", key, null, null, null, 1, data, null, null));
	}

	/**
	 * The container with a file.
	 * @param path its absolute path
	 * @param content its content
	 * @return a new one
	 */
	public ContainerState withFile(String path, String content) {
		return withFile(path, SimulatedFile.of(content));
	}

	/**
	 * The container with something at a path.
	 * @param path the absolute path
	 * @param file what is there
	 * @return a new one
	 */
	public ContainerState withFile(String path, SimulatedFile file) {
		return change((draft) -> draft.files.put(path, file));
	}

	/**
	 * The container with a directory of the machine in the place of one of its own. The
	 * charm changes that directory, which is no part of the state.
	 * @param location the absolute path in the container
	 * @param directory the directory
	 * @return a new one
	 */
	public ContainerState withMount(String location, Path directory) {
		return change((draft) -> draft.mounts.put(location, directory));
	}

	/**
	 * The container with what comes of commands. For the same words the last one counts.
	 * @param execs which commands, and what comes of them
	 * @return a new one
	 */
	public ContainerState withExecs(ScriptedExec... execs) {
		return change((draft) -> {
			for (ScriptedExec exec : execs) {
				replace(draft.execs, exec, (other) -> other.command().equals(exec.command()));
			}
		});
	}

	private static <T> void replace(Collection<T> all, T added, Predicate<T> same) {
		all.removeIf(same);
		all.add(added);
	}

	private ContainerState change(Consumer<Draft> change) {
		Draft draft = new Draft(this);
		change.accept(draft);
		return new ContainerState(this.name, this.canConnect, draft.layers, draft.serviceStatuses, draft.checks,
				draft.notices, draft.files, draft.mounts, draft.execs);
	}

	/**
	 * What all layers make together.
	 * @return the plan
	 */
	public Plan plan() {
		Layer all = this.layers.values().stream().reduce(Layer.empty(), Layer::combine);
		return new Plan(all.services(), all.checks(), all.logTargets());
	}

	/**
	 * Whether a service runs.
	 * @param service the name of the service
	 * @return {@code true} if it is active
	 */
	public boolean isRunning(String service) {
		return "active".equals(this.serviceStatuses.get(service));
	}

	/**
	 * How a check is.
	 * @param check the name of the check
	 * @return the check
	 * @throws NoSuchElementException if nothing is said of it
	 */
	public CheckInfo check(String check) {
		return this.checks.stream()
			.filter((info) -> info.name().equals(check))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("There is no check '%s', only %s".formatted(check,
					this.checks.stream().map(CheckInfo::name).toList())));
	}

	/**
	 * What is at a path.
	 * @param path the absolute path
	 * @return the file, or what else is there
	 * @throws NoSuchElementException if there is nothing
	 */
	public SimulatedFile file(String path) {
		SimulatedFile file = this.files.get(path);
		if (file == null) {
			throw new NoSuchElementException("There is nothing at '%s' of container '%s', only at %s".formatted(path,
					this.name, this.files.keySet()));
		}
		return file;
	}

	/**
	 * What is to become a container.
	 */
	private static final class Draft {

		private final Map<String, Layer> layers;

		private final SortedMap<String, String> serviceStatuses;

		private final List<CheckInfo> checks;

		private final List<Notice> notices;

		private final SortedMap<String, SimulatedFile> files;

		private final SortedMap<String, Path> mounts;

		private final List<ScriptedExec> execs;

		private Draft(ContainerState container) {
			this.layers = new LinkedHashMap<>(container.layers);
			this.serviceStatuses = new TreeMap<>(container.serviceStatuses);
			this.checks = new ArrayList<>(container.checks);
			this.notices = new ArrayList<>(container.notices);
			this.files = new TreeMap<>(container.files);
			this.mounts = new TreeMap<>(container.mounts);
			this.execs = new ArrayList<>(container.execs);
		}

	}

}
