package io.opsframework.pebble;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.opsframework.observation.CharmObservations;
import org.jspecify.annotations.Nullable;

/**
 * Asks Pebble through its HTTP API.
 */
final class HttpPebbleClient implements PebbleClient {

	private static final int MAX_METRICS = 8 * 1024 * 1024;

	private final PebbleTransport transport;

	private final Duration timeout;

	private final PebbleApi api;

	private final RemoteFiles files;

	HttpPebbleClient(PebbleTransport transport, Duration timeout) {
		this.transport = transport;
		this.timeout = timeout;
		this.api = new PebbleApi(transport);
		this.files = new RemoteFiles(transport, timeout);
	}

	@Override
	public PebbleClient observed(String container, CharmObservations observations) {
		return new HttpPebbleClient(new ObservedTransport(container, this.transport, observations), this.timeout);
	}

	@Override
	public void close() {
		this.transport.close();
	}

	@Override
	public SystemInfo systemInfo() {
		return SystemInfo.of(this.api.get("/v1/system-info").object());
	}

	@Override
	public boolean isHealthy(@Nullable String level, Collection<String> names) {
		return this.api.get(new Query("/v1/health").with("level", level).with("names", names)).object().flag("healthy");
	}

	@Override
	public String metrics() {
		HttpRequest request = HttpRequest.get("/v1/metrics").accepting("text/plain");
		HttpResponse response = this.transport.send(request);
		if (!response.hasContent("text/plain")) {
			Answer.read(request.toString(), response);
		}
		try (response) {
			return response.text(MAX_METRICS);
		}
		catch (IOException ex) {
			throw response.connection().failure(request.toString(), ex);
		}
	}

	@Override
	public Plan plan() {
		Object yaml = this.api.get("/v1/plan?format=yaml").result();
		try {
			return Plan.of(String.valueOf(yaml));
		}
		catch (IllegalArgumentException ex) {
			throw new PebbleProtocolException("Pebble answered with no plan: " + ex.getMessage(), ex);
		}
	}

	@Override
	public void addLayer(String label, Layer layer) {
		addLayer(label, layer, false);
	}

	@Override
	public void combineLayer(String label, Layer layer) {
		addLayer(label, layer, true);
	}

	private void addLayer(String label, Layer layer, boolean combine) {
		this.api.post("/v1/layers",
				Map.of("action", "add", "label", label, "combine", combine, "format", "yaml", "layer", layer.toJson()));
	}

	@Override
	public List<ServiceInfo> services(Collection<String> names) {
		return this.api.get(new Query("/v1/services").with("names", names)).list(ServiceInfo::of);
	}

	@Override
	public String startServices(Collection<String> names) {
		return services("start", require("start", names));
	}

	@Override
	public String stopServices(Collection<String> names) {
		return services("stop", require("stop", names));
	}

	@Override
	public String restartServices(Collection<String> names) {
		return services("restart", require("restart", names));
	}

	private static Collection<String> require(String action, Collection<String> names) {
		if (names.isEmpty()) {
			throw new IllegalArgumentException("There is no service to %s".formatted(action));
		}
		return names;
	}

	@Override
	public String autostartServices() {
		return services("autostart", List.of());
	}

	@Override
	public String replanServices() {
		return services("replan", List.of());
	}

	private String services(String action, Collection<String> names) {
		return this.api.post("/v1/services", Map.of("action", action, "services", names)).requireChange();
	}

	@Override
	public void sendSignal(String signal, Collection<String> services) {
		this.api.post("/v1/signals",
				Map.of("signal", signal, "services", require("send %s to".formatted(signal), services)));
	}

	@Override
	public List<Change> changes(Change.Selection selection, @Nullable String service) {
		return this.api.get(new Query("/v1/changes").with("select", selection.value()).with("for", service))
			.list(Change::of);
	}

	@Override
	public Change change(String id) {
		return Change.of(this.api.get(Query.path("/v1/changes/", id, "")).object());
	}

	@Override
	public Change waitForChange(String id, Duration timeout) {
		return new ChangeWait(this.api, id, timeout).await();
	}

	@Override
	public Change abortChange(String id) {
		return Change.of(this.api.post(Query.path("/v1/changes/", id, ""), Map.of("action", "abort")).object());
	}

	@Override
	public List<CheckInfo> checks(@Nullable String level, Collection<String> names) {
		return this.api.get(new Query("/v1/checks").with("level", level).with("names", names)).list(CheckInfo::of);
	}

	@Override
	public List<String> startChecks(Collection<String> names) {
		return changeChecks("start", names);
	}

	@Override
	public List<String> stopChecks(Collection<String> names) {
		return changeChecks("stop", names);
	}

	private List<String> changeChecks(String action, Collection<String> names) {
		return this.api.post("/v1/checks", Map.of("action", action, "checks", names)).object().strings("changed");
	}

	@Override
	public CheckRefresh refreshCheck(String name) {
		JsonObject refresh = this.api.post("/v1/checks/refresh", Map.of("name", name)).object();
		return new CheckRefresh(CheckInfo.of(refresh.object("info")), refresh.string("error", ""));
	}

	@Override
	public InputStream pull(String path) {
		return this.files.pull(path);
	}

	@Override
	public void push(String path, InputStream content, FileOptions options) {
		this.files.push(path, content, options);
	}

	@Override
	public List<FileInfo> listFiles(String path, @Nullable String pattern) {
		return this.files.list(path, pattern);
	}

	@Override
	public FileInfo fileInfo(String path) {
		return this.files.info(path);
	}

	@Override
	public void makeDirectory(String path, FileOptions options) {
		this.files.makeDirectory(path, options);
	}

	@Override
	public void remove(String path, boolean recursive) {
		this.files.remove(path, recursive);
	}

	@Override
	public ExecProcess exec(ExecRequest request) {
		Answer answer = this.api.post("/v1/exec", request.toJson());
		return RemoteProcess.connect(this, this.transport, request, answer.requireChange(),
				answer.object().string("task-id"));
	}

	@Override
	public String notify(String key, Map<String, String> data, @Nullable Duration repeatAfter) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("action", "add");
		body.put("type", "custom");
		body.put("key", key);
		body.put("data", data);
		if (repeatAfter != null) {
			body.put("repeat-after", GoDuration.format(repeatAfter));
		}
		return this.api.post("/v1/notices", body).object().string("id");
	}

	@Override
	public Notice notice(String id) {
		return Notice.of(this.api.get(Query.path("/v1/notices/", id, "")).object());
	}

	@Override
	public List<Notice> notices(NoticeQuery query) {
		return this.api.get(query.toQuery()).list(Notice::of);
	}

	@Override
	public List<Notice> waitForNotices(NoticeQuery query, Duration timeout) {
		Query path = query.toQuery().with("timeout", GoDuration.format(timeout));
		return this.api.ask(HttpRequest.get(path.toString()).waiting(timeout)).list(Notice::of);
	}

	@Override
	public Map<String, Identity> identities() {
		return this.api.get("/v1/identities").object().mapOf(Identity::of);
	}

	@Override
	public void replaceIdentities(Map<String, Identity> identities) {
		identities("replace", identities.keySet(), (name) -> identities.get(name).toJson());
	}

	@Override
	public void removeIdentities(Collection<String> names) {
		identities("remove", names, (name) -> null);
	}

	private void identities(String action, Collection<String> names, Function<String, @Nullable Object> value) {
		Map<String, @Nullable Object> identities = new LinkedHashMap<>();
		names.forEach((name) -> identities.put(name, value.apply(name)));
		this.api.post("/v1/identities", Map.of("action", action, "identities", identities));
	}

}
