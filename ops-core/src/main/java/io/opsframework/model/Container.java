package io.opsframework.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.opsframework.logging.SecurityEvents;
import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.ExecProcess;
import io.opsframework.pebble.ExecRequest;
import io.opsframework.pebble.FileInfo;
import io.opsframework.pebble.FileOptions;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.Notice;
import io.opsframework.pebble.NoticeQuery;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.pebble.Plan;
import io.opsframework.pebble.ServiceInfo;
import io.opsframework.pebble.SystemInfo;

/**
 * A workload container of a Kubernetes charm, as declared under {@code containers}. A
 * singleton in front of the current hook, as {@link Unit}. What it does goes to the
 * container's Pebble, and is done when a method returns, also if the hook fails later.
 * <p>
 * A charm need not ask first whether it can connect. Where it cannot, methods throw a
 * {@link io.opsframework.pebble.PebbleConnectionException}; where a listener lets that
 * pass, the hook succeeds, the unit waits for the container, and the listener gets its
 * event again, if it can be deferred. An action fails.
 * <p>
 * All methods throw an {@link IllegalStateException} if no hook is running in this
 * thread.
 */
public final class Container {

	private final String name;

	private final CurrentHook hook;

	Container(String name, CurrentHook hook) {
		this.name = name;
		this.hook = hook;
	}

	/**
	 * The container's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Whether the container's Pebble answers. It may be otherwise a moment later.
	 * @return {@code false} until the container has started, and while it restarts
	 */
	public boolean canConnect() {
		return this.hook.get().canConnect(this.name);
	}

	/**
	 * The client of the container's Pebble, for what this class has no method for.
	 * @return the client
	 */
	public PebbleClient pebble() {
		return this.hook.get().pebble(this.name);
	}

	/**
	 * Have a layer in the plan, under the charm's name, and the services run by it. May
	 * be called in each hook: where the plan is so already, nothing is done.
	 * @param layer the layer. What it says replaces what the layer of this label said
	 * before; services and checks that it does not name stay
	 * @return what has changed in the plan
	 * @throws PebbleApiException if Pebble refuses the layer; nothing of it is in the
	 * plan then
	 * @throws io.opsframework.pebble.PebbleChangeException if a service does not start or
	 * stop; the layer is in the plan then, and the next call tries again
	 */
	public PlanChange apply(Layer layer) {
		return apply(this.hook.get().metadata().name(), layer);
	}

	/**
	 * Have a layer in the plan, and the services run by it. May be called in each hook:
	 * where the plan is so already, nothing is done.
	 * @param label the label of the layer
	 * @param layer the layer. What it says replaces what the layer of this label said
	 * before; services and checks that it does not name stay
	 * @return what has changed in the plan
	 * @throws PebbleApiException if Pebble refuses the layer; nothing of it is in the
	 * plan then
	 * @throws io.opsframework.pebble.PebbleChangeException if a service does not start or
	 * stop; the layer is in the plan then, and the next call tries again
	 */
	public PlanChange apply(String label, Layer layer) {
		Hook current = this.hook.get();
		Plan before = pebble().plan();
		PlanChange change = PlanChange.between(before, before.combine(layer));
		if (!change.isEmpty()) {
			PendingReplans.add(this.name, current.state());
			combine(label, layer);
		}
		if (PendingReplans.contain(this.name, current.state())) {
			replan();
		}
		return change;
	}

	/**
	 * Add a layer on top of the others. Services stay as they are until
	 * {@link #replan()}; {@link #apply(Layer)} does both.
	 * @param label the label of the layer, which no other layer has
	 * @param layer the layer
	 * @throws PebbleApiException if Pebble refuses the layer
	 */
	public void addLayer(String label, Layer layer) {
		changeLayer(() -> pebble().addLayer(label, layer));
	}

	/**
	 * Combine a layer with the one of the same label, or add it where there is none.
	 * Services stay as they are until {@link #replan()}; {@link #apply(Layer)} does both.
	 * @param label the label of the layer
	 * @param layer the layer
	 * @throws PebbleApiException if Pebble refuses the layer
	 */
	public void combineLayer(String label, Layer layer) {
		combine(label, layer);
	}

	private void combine(String label, Layer layer) {
		changeLayer(() -> pebble().combineLayer(label, layer));
	}

	private void changeLayer(Runnable change) {
		try {
			change.run();
		}
		catch (PebbleApiException ex) {
			throw PebbleFeature.explainLayer(this, ex);
		}
	}

	/**
	 * What all layers make together.
	 * @return the plan
	 */
	public Plan plan() {
		return pebble().plan();
	}

	/**
	 * Make services what the plan says: restart those that run otherwise, and start those
	 * whose startup is {@code enabled}. Waits until it is done.
	 * @throws io.opsframework.pebble.PebbleChangeException if a service does not start or
	 * stop
	 */
	public void replan() {
		changeServices("replan", List.of(), () -> pebble().replanServices());
		PendingReplans.remove(this.name, this.hook.get().state());
	}

	/**
	 * Start the services whose startup is {@code enabled}, and wait until they run.
	 * @throws PebbleApiException if there is no such service
	 * @throws io.opsframework.pebble.PebbleChangeException if one does not start
	 */
	public void autostart() {
		changeServices("autostart", List.of(), () -> pebble().autostartServices());
	}

	/**
	 * Start services, with those that they require, and wait until they run.
	 * @param services the names of the services, at least one
	 * @throws PebbleApiException if the plan does not have one of them
	 * @throws io.opsframework.pebble.PebbleChangeException if one does not start
	 */
	public void start(String... services) {
		List<String> names = List.of(services);
		changeServices("start", names, () -> pebble().startServices(names));
	}

	/**
	 * Stop services, with those that require them, and wait until they have ended.
	 * @param services the names of the services, at least one
	 * @throws PebbleApiException if the plan does not have one of them
	 * @throws io.opsframework.pebble.PebbleChangeException if one does not stop
	 */
	public void stop(String... services) {
		List<String> names = List.of(services);
		changeServices("stop", names, () -> pebble().stopServices(names));
	}

	/**
	 * Stop services that run, start all of them, and wait until they run.
	 * @param services the names of the services, at least one
	 * @throws PebbleApiException if the plan does not have one of them
	 * @throws io.opsframework.pebble.PebbleChangeException if one does not start or stop
	 */
	public void restart(String... services) {
		List<String> names = List.of(services);
		changeServices("restart", names, () -> pebble().restartServices(names));
	}

	private void changeServices(String action, List<String> services, Supplier<String> begin) {
		this.hook.get().serviceChanges(this.name).run(action, services, begin);
	}

	/**
	 * Send a signal to services.
	 * @param signal the name of the signal, {@code SIGHUP}
	 * @param services the names of the services, at least one
	 * @throws PebbleApiException if one is not running, or there is no such signal
	 */
	public void sendSignal(String signal, String... services) {
		pebble().sendSignal(signal, List.of(services));
	}

	/**
	 * The services of the plan.
	 * @param names only the services of these names; none for all
	 * @return the services by their names, sorted, without those that there are not
	 */
	public Map<String, ServiceInfo> services(String... names) {
		return byName(pebble().services(List.of(names)), ServiceInfo::name);
	}

	/**
	 * A service of the plan.
	 * @param service the name of the service
	 * @return the service
	 * @throws ModelException if the plan has no such service
	 */
	public ServiceInfo service(String service) {
		return require("service", service, services(service), () -> plan().services());
	}

	/**
	 * The checks of the plan.
	 * @param names only the checks of these names; none for all
	 * @return the checks by their names, sorted, without those that there are not
	 */
	public Map<String, CheckInfo> checks(String... names) {
		return byName(pebble().checks(null, List.of(names)), CheckInfo::name);
	}

	/**
	 * The checks of a level.
	 * @param level {@code alive} or {@code ready}
	 * @return the checks by their names, sorted
	 */
	public Map<String, CheckInfo> checksOfLevel(String level) {
		return byName(pebble().checks(level, List.of()), CheckInfo::name);
	}

	/**
	 * A check of the plan.
	 * @param check the name of the check
	 * @return the check
	 * @throws ModelException if the plan has no such check
	 */
	public CheckInfo check(String check) {
		return require("check", check, checks(check), () -> plan().checks());
	}

	private static <T> Map<String, T> byName(List<T> infos, Function<T, String> name) {
		Map<String, T> byName = new LinkedHashMap<>();
		infos.forEach((info) -> byName.put(name.apply(info), info));
		return byName;
	}

	private <T> T require(String what, String wanted, Map<String, T> found, Supplier<Map<String, ?>> all) {
		T info = found.get(wanted);
		if (info == null) {
			throw new ModelException("The plan of container %s has no %s '%s', only %s".formatted(this.name, what,
					wanted, all.get().keySet()));
		}
		return info;
	}

	/**
	 * Start checks.
	 * @param checks the names of the checks, at least one
	 * @return those that had been stopped
	 * @throws PebbleApiException if the plan does not have one of them
	 * @throws UnsupportedByPebbleException if the container's Pebble is older than 1.19
	 */
	public List<String> startChecks(String... checks) {
		return PebbleFeature.START_AND_STOP_CHECKS.use(this, () -> pebble().startChecks(List.of(checks)));
	}

	/**
	 * Stop checks, which then are neither up nor down. Juju's log tells of it: nobody
	 * watches any more what they watched.
	 * @param checks the names of the checks, at least one
	 * @return those that had been running
	 * @throws PebbleApiException if the plan does not have one of them
	 * @throws UnsupportedByPebbleException if the container's Pebble is older than 1.19
	 */
	public List<String> stopChecks(String... checks) {
		Hook current = this.hook.get();
		List<String> stopped = PebbleFeature.START_AND_STOP_CHECKS.use(this,
				() -> pebble().stopChecks(List.of(checks)));
		SecurityEvents events = new SecurityEvents(current.context(), current.tools()::jujuLog);
		stopped.forEach(events::monitorDisabled);
		return stopped;
	}

	/**
	 * Write a file. Directories on the way are made, and a file that is there is replaced
	 * when all of the new one has been written.
	 * @param path the absolute path of the file
	 * @param content its content, which is written in UTF-8
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be written
	 */
	public void push(String path, String content) {
		push(path, content, FileOptions.defaults().withParents());
	}

	/**
	 * Write a file.
	 * @param path the absolute path of the file
	 * @param content its content, which is written in UTF-8
	 * @param options whose the file is, and what is done about its directory
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be written
	 */
	public void push(String path, String content, FileOptions options) {
		push(path, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), options);
	}

	/**
	 * Write a file.
	 * @param path the absolute path of the file
	 * @param content its content, which is sent while it is read, and left open
	 * @param options whose the file is, and what is done about its directory
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be written
	 */
	public void push(String path, InputStream content, FileOptions options) {
		pebble().push(path, content, options);
	}

	/**
	 * Copy a file of the charm to the container.
	 * @param path the absolute path of the file in the container
	 * @param file the file
	 * @param options whose the file is, and what is done about its directory
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be written
	 * @throws UncheckedIOException if it cannot be read
	 */
	public void push(String path, Path file, FileOptions options) {
		try (InputStream content = Files.newInputStream(file)) {
			push(path, content, options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read a file.
	 * @param path the absolute path of the file
	 * @return its content, read as UTF-8
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be read
	 */
	public String pull(String path) {
		try (InputStream content = open(path)) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Copy a file of the container. The directory of the copy is made where it is not
	 * there.
	 * @param path the absolute path of the file in the container
	 * @param copy where the copy is to be; a file that is there is replaced
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be read
	 * @throws UncheckedIOException if the copy cannot be written
	 */
	public void pull(String path, Path copy) {
		try (InputStream content = open(path)) {
			Files.createDirectories(copy.toAbsolutePath().getParent());
			Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read a file piece by piece.
	 * @param path the absolute path of the file
	 * @return its content, to be closed
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be read
	 */
	public InputStream open(String path) {
		return pebble().pull(path);
	}

	/**
	 * The files in a directory, or a single file.
	 * @param path an absolute path
	 * @return the files in the order of their names
	 * @throws PebbleApiException if there is nothing at the path; the status code is 404
	 */
	public List<FileInfo> list(String path) {
		return pebble().listFiles(path, null);
	}

	/**
	 * The files in a directory whose names are of a pattern.
	 * @param path an absolute path
	 * @param pattern the pattern, as in a shell: {@code *.txt}
	 * @return the files in the order of their names
	 * @throws PebbleApiException if there is nothing at the path; the status code is 404
	 */
	public List<FileInfo> list(String path, String pattern) {
		return pebble().listFiles(path, pattern);
	}

	/**
	 * Whether there is something at a path.
	 * @param path an absolute path
	 * @return {@code true} for a file, a directory, and all else that can be there
	 */
	public boolean exists(String path) {
		return find(path, (info) -> true);
	}

	/**
	 * Whether there is a directory at a path.
	 * @param path an absolute path
	 * @return {@code true} for a directory, or a link to one
	 */
	public boolean isDirectory(String path) {
		return find(path, FileInfo::isDirectory);
	}

	private boolean find(String path, Function<FileInfo, Boolean> test) {
		try {
			return test.apply(pebble().fileInfo(path));
		}
		catch (PebbleApiException ex) {
			if (ex.getStatusCode() == 404) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Make a directory, with those on the way. One that is there is left as it is.
	 * @param path an absolute path
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be made
	 */
	public void makeDirectory(String path) {
		makeDirectory(path, FileOptions.defaults().withParents());
	}

	/**
	 * Make a directory.
	 * @param path an absolute path
	 * @param options whose the directory is; with parents, one that is there is left as
	 * it is
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be made
	 */
	public void makeDirectory(String path, FileOptions options) {
		pebble().makeDirectory(path, options);
	}

	/**
	 * Remove a file or an empty directory.
	 * @param path an absolute path
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be removed, or is
	 * not there
	 */
	public void remove(String path) {
		pebble().remove(path, false);
	}

	/**
	 * Remove a file or a directory with all that is in it, if it is there.
	 * @param path an absolute path
	 * @throws io.opsframework.pebble.PebblePathException if it cannot be removed
	 */
	public void removeRecursively(String path) {
		pebble().remove(path, true);
	}

	/**
	 * Copy files and directories of the charm into a directory of the container. Empty
	 * directories are made as well; sockets and the like are left out; of symbolic links,
	 * the files that they lead to are copied.
	 * @param sources the files and directories; of one whose path ends with {@code /*},
	 * only what is in it
	 * @param directory the absolute path of the directory, which is made where it is not
	 * there
	 * @throws MultiplePathsException if some of the files cannot be copied; the others
	 * are
	 */
	public void pushPath(Collection<Path> sources, String directory) {
		new ContainerFiles(pebble()).push(sources, directory);
	}

	/**
	 * Copy a file or a directory of the charm into a directory of the container, as
	 * {@link #pushPath(Collection, String)} does.
	 * @param source the file or directory
	 * @param directory the absolute path of the directory
	 * @throws MultiplePathsException if some of the files cannot be copied; the others
	 * are
	 */
	public void pushPath(Path source, String directory) {
		pushPath(List.of(source), directory);
	}

	/**
	 * Copy files and directories of the container into a directory of the charm. Empty
	 * directories are made as well; sockets and the like are left out; of symbolic links,
	 * the files that they lead to are copied.
	 * @param sources the absolute paths of files and directories; of one that ends with
	 * {@code /*}, only what is in it
	 * @param directory the directory, which is made where it is not there
	 * @throws MultiplePathsException if some of the files cannot be copied; the others
	 * are
	 */
	public void pullPath(Collection<String> sources, Path directory) {
		new ContainerFiles(pebble()).pull(sources, directory);
	}

	/**
	 * Copy a file or a directory of the container into a directory of the charm, as
	 * {@link #pullPath(Collection, Path)} does.
	 * @param source the absolute path of the file or directory
	 * @param directory the directory
	 * @throws MultiplePathsException if some of the files cannot be copied; the others
	 * are
	 */
	public void pullPath(String source, Path directory) {
		pullPath(List.of(source), directory);
	}

	/**
	 * Run a command in the container.
	 * @param command the command and its arguments; there is no shell
	 * @return the running command, to be closed
	 * @throws PebbleApiException if there is no such command
	 */
	public ExecProcess exec(String... command) {
		return exec(ExecRequest.of(command));
	}

	/**
	 * Run a command in the container.
	 * @param request the command, and what it is given
	 * @return the running command, to be closed
	 * @throws PebbleApiException if there is no such command, or what it is given is not
	 * there
	 * @throws UnsupportedByPebbleException if it is to run as a service does, and the
	 * container's Pebble does not know how
	 */
	public ExecProcess exec(ExecRequest request) {
		if (request.serviceContext() != null) {
			// An older one would run it without, and not say so.
			PebbleFeature.SERVICE_CONTEXT.require(this);
		}
		return pebble().exec(request);
	}

	/**
	 * The notices of which something is said.
	 * @param query what is said of them
	 * @return the notices in the order in which they were last repeated
	 * @throws UnsupportedByPebbleException if the container's Pebble is older than 1.5
	 */
	public List<Notice> notices(NoticeQuery query) {
		return PebbleFeature.NOTICES.use(this, () -> pebble().notices(query));
	}

	/**
	 * A notice.
	 * @param id its id
	 * @return the notice
	 * @throws ModelException if there is none of this id
	 */
	public Notice notice(String id) {
		try {
			return pebble().notice(id);
		}
		catch (PebbleApiException ex) {
			if (ex.getStatusCode() == 404) {
				throw new ModelException("Container %s has no notice '%s'".formatted(this.name, id), ex);
			}
			throw ex;
		}
	}

	SystemInfo systemInfo() {
		return pebble().systemInfo();
	}

	@Override
	public String toString() {
		return "container " + this.name;
	}

}
