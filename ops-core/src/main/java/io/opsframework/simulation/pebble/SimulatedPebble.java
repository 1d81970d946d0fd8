package io.opsframework.simulation.pebble;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import io.opsframework.pebble.Change;
import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckRefresh;
import io.opsframework.pebble.ExecProcess;
import io.opsframework.pebble.ExecRequest;
import io.opsframework.pebble.FileInfo;
import io.opsframework.pebble.FileOptions;
import io.opsframework.pebble.Identity;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.Notice;
import io.opsframework.pebble.NoticeQuery;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.pebble.PebbleConnectionException;
import io.opsframework.pebble.PebbleException;
import io.opsframework.pebble.Plan;
import io.opsframework.pebble.ServiceInfo;
import io.opsframework.pebble.SystemInfo;
import org.jspecify.annotations.Nullable;

/**
 * A container and its Pebble, in memory. It answers as the real one does, with its
 * messages and status codes; but no process runs, and time does not pass: services start
 * and stop at once, checks are as somebody says, and commands do what is scripted. Who
 * asks is root, files belong to whom they are pushed for, and all may read them.
 * <p>
 * The methods that are not {@link PebbleClient}'s say what is there, also while nobody
 * can connect. Not safe for use by several threads, but for the streams of a command.
 */
public final class SimulatedPebble implements PebbleClient {

	/** The version it says it is of. */
	public static final String VERSION = "v1.32.1";

	private final String container;

	private final Map<String, Layer> layers = new LinkedHashMap<>();

	private final Changes changes;

	private final Services services;

	private final Checks checks;

	private final SimulatedFiles files;

	private final Execs execs;

	private final Notices notices;

	private final Identities identities = new Identities();

	private Plan plan = Plan.empty();

	private String version = VERSION;

	private boolean reachable = true;

	/**
	 * Create a Pebble without layers, in a container without files.
	 * @param container the container's name
	 */
	public SimulatedPebble(String container) {
		this(container, Clock.systemUTC());
	}

	SimulatedPebble(String container, Clock clock) {
		this.container = container;
		this.notices = new Notices(clock);
		this.changes = new Changes(this.notices, clock);
		this.services = new Services(() -> this.plan, this.changes, clock);
		this.checks = new Checks(() -> this.plan, this.changes);
		this.files = new SimulatedFiles(clock);
		this.execs = new Execs(() -> this.plan, this.changes);
	}

	/**
	 * Whether it can be reached.
	 * @return {@code true} until somebody says otherwise
	 */
	public boolean isReachable() {
		return this.reachable;
	}

	/**
	 * Say whether it can be reached. While it cannot, all that is asked of it fails with
	 * a {@link PebbleConnectionException}.
	 * @param reachable whether it can be reached from now on
	 */
	public void setReachable(boolean reachable) {
		this.reachable = reachable;
	}

	/**
	 * Say which version it is of.
	 * @param version the version, {@code v1.19.0}
	 */
	public void setVersion(String version) {
		this.version = version;
	}

	/**
	 * The layers of the plan.
	 * @return the layers by their labels, the lowest one first
	 */
	public Map<String, Layer> layers() {
		return Collections.unmodifiableMap(this.layers);
	}

	/**
	 * What all layers make together, also while nobody can connect.
	 * @return the plan
	 */
	public Plan currentPlan() {
		return this.plan;
	}

	/**
	 * Put a layer on top of the others, or in the place of the one of the same label.
	 * Services stay as they are.
	 * @param label the label
	 * @param layer the layer
	 * @throws PebbleApiException if Pebble would not take it
	 */
	public void setLayer(String label, Layer layer) {
		PlanRules.checkLayer(label, layer);
		putLayer(label, layer);
	}

	/**
	 * Say how a service is.
	 * @param service the name of the service
	 * @param current {@code active}, {@code inactive}, {@code backoff} or {@code error}
	 * @throws IllegalArgumentException if the plan has no such service
	 */
	public void setServiceStatus(String service, String current) {
		this.services.set(service, current);
	}

	/**
	 * Let a service fail when it is started, or start again.
	 * @param service the name of the service, which need not be in the plan yet
	 * @param failure what comes of it, {@code exited quickly with code 2}; {@code null}
	 * if it starts
	 */
	public void setStartFailure(String service, @Nullable String failure) {
		this.services.setFailure(service, failure);
	}

	/**
	 * How often a service was started, first and again.
	 * @param service the name of the service
	 * @return the number
	 */
	public int starts(String service) {
		return this.services.starts(service);
	}

	/**
	 * The signals that services got.
	 * @return the signals in order
	 */
	public List<SentSignal> signals() {
		return this.services.signals();
	}

	/**
	 * Say how a check is. Its level, startup and threshold are the plan's.
	 * @param check the check
	 * @throws IllegalArgumentException if the plan has no such check
	 */
	public void setCheck(CheckInfo check) {
		this.checks.set(check);
	}

	/**
	 * Let a check fail, so often that it is down, or succeed again.
	 * @param check the name of the check
	 * @param failure why it fails; {@code null} if it succeeds
	 * @return the id of the change that ran it until now; {@code null} if the check is
	 * stopped, and nothing changes
	 * @throws IllegalArgumentException if the plan has no such check
	 */
	public @Nullable String setCheckFailure(String check, @Nullable String failure) {
		return this.checks.setFailure(check, failure);
	}

	/**
	 * Record a notice of any type.
	 * @param type its type, {@code custom} or {@code change-update}
	 * @param key its key
	 * @param data more about it
	 * @param repeatAfter how long the same is not told again; {@code null} to tell it
	 * each time
	 * @return the notice
	 */
	public Notice recordNotice(String type, String key, Map<String, String> data, @Nullable Duration repeatAfter) {
		return this.notices
			.require(this.notices.record(type.equals("custom") ? 0 : null, type, key, data, repeatAfter));
	}

	/**
	 * Say that there is a notice.
	 * @param notice the notice, which takes the place of one with the same id
	 */
	public void setNotice(Notice notice) {
		this.notices.set(notice);
	}

	/**
	 * The notices that have not expired, of all users, but for those about changes of
	 * this Pebble.
	 * @return the notices in the order in which they were last repeated
	 */
	public List<Notice> currentNotices() {
		return this.notices.withoutChanges();
	}

	/**
	 * The files, without those in mounted directories.
	 * @return what is at the absolute paths
	 */
	public Map<String, SimulatedFile> files() {
		return this.files.table().files();
	}

	/**
	 * Put a file, or something else that can be at a path, into the container.
	 * Directories on the way are made.
	 * @param path the absolute path
	 * @param file what is there
	 */
	public void setFile(String path, SimulatedFile file) {
		this.files.set(path, file);
	}

	/**
	 * The directories of the machine that stand in the place of the container's.
	 * @return the directories by their locations
	 */
	public SortedMap<String, Path> mounts() {
		return this.files.table().mounts();
	}

	/**
	 * Let a directory of the machine stand in the place of one of the container. What is
	 * in it belongs to root, and keeps its permissions.
	 * @param location the absolute path in the container
	 * @param directory the directory
	 */
	public void mount(String location, Path directory) {
		this.files.mount(location, directory);
	}

	/**
	 * Say what comes of commands. One that nothing answers to is not found.
	 * @param exec which commands, and what comes of them; takes the place of one for the
	 * same words
	 */
	public void addExec(ScriptedExec exec) {
		this.execs.add(exec);
	}

	/**
	 * What comes of commands.
	 * @return what was said of them
	 */
	public List<ScriptedExec> execs() {
		return this.execs.scripts();
	}

	/**
	 * The commands that were run to their end.
	 * @return the commands in order, with what they were given
	 */
	public List<ExecCall> execCalls() {
		return this.execs.calls();
	}

	/**
	 * The checks, also while nobody can connect.
	 * @return the checks in the order of their names
	 */
	public List<CheckInfo> currentChecks() {
		return this.checks.infos(null, List.of());
	}

	/**
	 * The services, also while nobody can connect.
	 * @return the services in the order of their names
	 */
	public List<ServiceInfo> currentServices() {
		return this.services.infos(List.of());
	}

	private void reach(String request) {
		if (Thread.currentThread().isInterrupted()) {
			throw new PebbleException("The thread was interrupted while it asked the Pebble of container %s for %s"
				.formatted(this.container, request), null);
		}
		if (!this.reachable) {
			throw new PebbleConnectionException(
					"Cannot ask the Pebble of container %s for %s: the simulation says that nobody can connect to it"
						.formatted(this.container, request),
					null);
		}
	}

	@Override
	public SystemInfo systemInfo() {
		reach("GET /v1/system-info");
		return new SystemInfo(this.version, "00000000-0000-4000-8000-000000000000", null);
	}

	@Override
	public boolean isHealthy(@Nullable String level, Collection<String> names) {
		reach("GET /v1/health");
		return this.checks.isHealthy(level, names);
	}

	@Override
	public String metrics() {
		reach("GET /v1/metrics");
		return Metrics.write(this.services, this.checks);
	}

	@Override
	public Plan plan() {
		reach("GET /v1/plan");
		return this.plan;
	}

	@Override
	public void addLayer(String label, Layer layer) {
		reach("POST /v1/layers");
		PlanRules.checkLayer(label, layer);
		if (this.layers.containsKey(label)) {
			throw PlanRules.refused("layer \"%s\" already exists".formatted(label));
		}
		putLayer(label, layer);
	}

	@Override
	public void combineLayer(String label, Layer layer) {
		reach("POST /v1/layers");
		PlanRules.checkLayer(label, layer);
		PlanRules.checkOverrides(label, layer);
		Layer known = this.layers.get(label);
		putLayer(label, (known != null) ? known.combine(layer) : layer);
	}

	private void putLayer(String label, Layer layer) {
		PlanRules.checkOverrides(label, layer);
		Map<String, Layer> changed = new LinkedHashMap<>(this.layers);
		changed.put(label, layer);
		Layer all = changed.values().stream().reduce(Layer.empty(), Layer::combine);
		Plan combined = new Plan(all.services(), all.checks(), all.logTargets());
		PlanRules.checkPlan(combined);
		this.layers.put(label, layer);
		this.plan = combined;
		this.checks.planChanged();
	}

	@Override
	public List<ServiceInfo> services(Collection<String> names) {
		reach("GET /v1/services");
		return this.services.infos(names);
	}

	@Override
	public String startServices(Collection<String> names) {
		reach("POST /v1/services");
		return this.services.start(names);
	}

	@Override
	public String stopServices(Collection<String> names) {
		reach("POST /v1/services");
		return this.services.stop(names);
	}

	@Override
	public String restartServices(Collection<String> names) {
		reach("POST /v1/services");
		return this.services.restart(names);
	}

	@Override
	public String autostartServices() {
		reach("POST /v1/services");
		return this.services.autostart();
	}

	@Override
	public String replanServices() {
		reach("POST /v1/services");
		return this.services.replan();
	}

	@Override
	public void sendSignal(String signal, Collection<String> names) {
		reach("POST /v1/signals");
		this.services.sendSignal(signal, names);
	}

	@Override
	public List<Change> changes(Change.Selection selection, @Nullable String service) {
		reach("GET /v1/changes");
		return this.changes.select(selection, service);
	}

	@Override
	public Change change(String id) {
		reach("GET /v1/changes/" + id);
		return this.changes.require(id);
	}

	@Override
	public Change waitForChange(String id, Duration timeout) {
		reach("GET /v1/changes/%s/wait".formatted(id));
		return this.changes.requireReady(id, timeout);
	}

	@Override
	public Change abortChange(String id) {
		reach("POST /v1/changes/" + id);
		return this.changes.abort(id);
	}

	@Override
	public List<CheckInfo> checks(@Nullable String level, Collection<String> names) {
		reach("GET /v1/checks");
		return this.checks.infos(level, names);
	}

	@Override
	public List<String> startChecks(Collection<String> names) {
		reach("POST /v1/checks");
		return this.checks.start(names);
	}

	@Override
	public List<String> stopChecks(Collection<String> names) {
		reach("POST /v1/checks");
		return this.checks.stop(names);
	}

	@Override
	public CheckRefresh refreshCheck(String name) {
		reach("POST /v1/checks/refresh");
		return this.checks.refresh(name);
	}

	@Override
	public InputStream pull(String path) {
		reach("GET /v1/files");
		return this.files.pull(path);
	}

	@Override
	public void push(String path, InputStream content, FileOptions options) {
		reach("POST /v1/files");
		this.files.push(path, content, options);
	}

	@Override
	public List<FileInfo> listFiles(String path, @Nullable String pattern) {
		reach("GET /v1/files");
		return this.files.list(path, pattern);
	}

	@Override
	public FileInfo fileInfo(String path) {
		reach("GET /v1/files");
		return this.files.info(path);
	}

	@Override
	public void makeDirectory(String path, FileOptions options) {
		reach("POST /v1/files");
		this.files.makeDirectory(path, options);
	}

	@Override
	public void remove(String path, boolean recursive) {
		reach("POST /v1/files");
		this.files.remove(path, recursive);
	}

	@Override
	public ExecProcess exec(ExecRequest request) {
		reach("POST /v1/exec");
		return this.execs.exec(request);
	}

	@Override
	public String notify(String key, Map<String, String> data, @Nullable Duration repeatAfter) {
		reach("POST /v1/notices");
		return this.notices.notify(key, data, repeatAfter);
	}

	@Override
	public Notice notice(String id) {
		reach("GET /v1/notices/" + id);
		return this.notices.require(id);
	}

	@Override
	public List<Notice> notices(NoticeQuery query) {
		reach("GET /v1/notices");
		return this.notices.select(query);
	}

	@Override
	public List<Notice> waitForNotices(NoticeQuery query, Duration timeout) {
		return notices(query);
	}

	@Override
	public Map<String, Identity> identities() {
		reach("GET /v1/identities");
		return this.identities.all();
	}

	@Override
	public void replaceIdentities(Map<String, Identity> changed) {
		reach("POST /v1/identities");
		this.identities.replace(changed);
	}

	@Override
	public void removeIdentities(Collection<String> names) {
		reach("POST /v1/identities");
		this.identities.remove(names);
	}

	@Override
	public String toString() {
		return "simulated Pebble of container " + this.container;
	}

}
