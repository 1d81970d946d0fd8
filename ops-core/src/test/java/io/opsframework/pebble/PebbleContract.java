package io.opsframework.pebble;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What each Pebble does, the real one and the one in memory. Each test has one of its own
 * that has no layers yet.
 */
public abstract class PebbleContract {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final ServiceSpec SLEEP = ServiceSpec.of("sleep 1000");

	/**
	 * The Pebble of the running test, in which {@code cat}, {@code echo hello} and
	 * {@code sh -c "echo out; echo err >&2; exit 3"} can be run, and in which service
	 * {@code failing} fails when it is started.
	 * @return the client
	 */
	protected abstract PebbleClient pebble();

	/**
	 * A directory that is there and empty.
	 * @return its absolute path in the container
	 */
	protected abstract String directory();

	private String path(String name) {
		return directory() + "/" + name;
	}

	private Change await(String change) {
		return pebble().await(change, PATIENCE);
	}

	private static InputStream bytes(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	private String content(String path) {
		try (InputStream content = pebble().pull(path)) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private void assertRefused(String reason, Runnable request) {
		assertRefused(400, reason, request);
	}

	private void assertRefused(int status, String reason, Runnable request) {
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(request::run).satisfies((ex) -> {
			assertThat(ex.getStatusCode()).isEqualTo(status);
			assertThat(ex.getReason()).startsWith(reason);
		});
	}

	private void assertPathRefused(String kind, String reason, Runnable request) {
		assertThatExceptionOfType(PebblePathException.class).isThrownBy(request::run)
			.withMessageContaining(reason)
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo(kind));
	}

	@Test
	void systemInfoNamesTheVersion() {
		assertThat(pebble().systemInfo().version()).startsWith("v1.");
		assertThat(pebble().systemInfo().isAtLeast(1, 20)).isTrue();
	}

	@Test
	void planIsWhatLayersMakeTogether() {
		pebble().addLayer("base", Layer.service("web", SLEEP.withEnvironment("A", "1"))
			.withCheck("up", CheckSpec.exec("true").withPeriod(Duration.ofHours(1))));
		pebble().addLayer("over",
				Layer.service("web", ServiceSpec.of(Map.of("override", "merge", "environment", Map.of("B", "2")))));
		Plan plan = pebble().plan();
		assertThat(plan.services().get("web").environment()).containsOnly(Map.entry("A", "1"), Map.entry("B", "2"));
		assertThat(plan.services().get("web").command()).isEqualTo("sleep 1000");
		assertThat(plan.services().get("web").override()).isEqualTo("replace");
		assertThat(plan.checks().get("up").threshold()).isEqualTo(3);
	}

	@Test
	void addLayerWithLabelThatIsThereIsRefused() {
		pebble().addLayer("base", Layer.service("web", SLEEP));
		assertRefused("layer \"base\" already exists", () -> pebble().addLayer("base", Layer.service("other", SLEEP)));
		assertThat(pebble().plan().services()).containsOnlyKeys("web");
	}

	@Test
	void combineLayerChangesTheOneOfTheSameLabel() {
		pebble().combineLayer("base", Layer.service("web", SLEEP));
		pebble().addLayer("over", Layer.service("other", SLEEP.withCommand("sleep 1")));
		pebble().combineLayer("base", Layer.service("other", SLEEP.withCommand("sleep 2")));
		assertThat(pebble().plan().services().get("other").command()).isEqualTo("sleep 1");
		assertThat(pebble().plan().services()).containsOnlyKeys("web", "other");
	}

	@Test
	void layersThatAreNotAsTheyShouldBeAreRefused() {
		assertRefused("label must be set", () -> pebble().addLayer("", Layer.empty()));
		assertLayerRefused("cannot parse layer YAML: cannot use reserved label prefix \"pebble-\"", "pebble-x",
				Layer.empty());
		assertServiceRefused("layer \"n\" must define \"override\" for service \"s\"", Map.of("command", "x"));
		assertServiceRefused("layer \"n\" has invalid \"override\" value for service \"s\"",
				Map.of("override", "foo", "command", "x"));
		assertServiceRefused("plan must define \"command\" for service \"s\"", Map.of("override", "replace"));
		assertServiceRefused("plan must define \"command\" for service \"s\"", Map.of("override", "merge"));
		assertServiceRefused(
				"cannot parse layer YAML: cannot parse layer \"n\" section \"services\": yaml: unmarshal errors:\n  line 1: field comand not found in type plan.Service",
				Map.of("override", "replace", "comand", "x"));
		assertServiceRefused("cannot parse layer YAML: plan service \"s\" on-success action \"foo\" invalid",
				Map.of("override", "replace", "command", "x", "on-success", "foo"));
		assertServiceRefused("service \"nope\" does not exist",
				Map.of("override", "replace", "command", "x", "requires", List.of("nope")));
		assertLayerRefused("services in before/after loop: s, t", "n",
				Layer.service("s", SLEEP.withAfter(List.of("t"))).withService("t", SLEEP.withAfter(List.of("s"))));
		assertThat(pebble().plan()).isEqualTo(Plan.empty());
	}

	private void assertServiceRefused(String reason, Map<String, Object> service) {
		assertLayerRefused(reason, "n", Layer.service("s", ServiceSpec.of(service)));
	}

	private void assertLayerRefused(String reason, String label, Layer layer) {
		assertRefused(reason, () -> pebble().addLayer(label, layer));
		assertRefused(reason, () -> pebble().combineLayer(label, layer));
	}

	@Test
	void checksAndLogTargetsThatAreNotAsTheyShouldBeAreRefused() {
		assertCheckRefused("layer \"n\" must define \"override\" for check \"c\"", Map.of("level", "alive"));
		assertCheckRefused("cannot parse layer YAML: plan check \"c\" level must be \"alive\" or \"ready\"",
				Map.of("override", "replace", "level", "foo", "tcp", Map.of("port", 1)));
		assertCheckRefused("cannot parse layer YAML: plan check \"c\" startup must be \"enabled\" or \"disabled\"",
				Map.of("override", "replace", "startup", "foo", "tcp", Map.of("port", 1)));
		assertCheckRefused("plan must specify one of \"http\", \"tcp\", or \"exec\" for check \"c\"",
				Map.of("override", "replace"));
		assertCheckRefused("plan must set \"url\" for http check \"c\"",
				Map.of("override", "replace", "http", Map.of("headers", Map.of("A", "b"))));
		assertLayerRefused("plan must define \"location\" for log target \"l\"", "n",
				Layer.empty().withLogTarget("l", LogTargetSpec.of(Map.of("override", "replace", "type", "loki"))));
		assertLayerRefused("log target \"l\" specifies unknown service \"nope\"", "n",
				Layer.empty().withLogTarget("l", LogTargetSpec.of("loki", "http://localhost", "nope")));
	}

	private void assertCheckRefused(String reason, Map<String, Object> check) {
		assertLayerRefused(reason, "n", Layer.empty().withCheck("c", CheckSpec.of(check)));
	}

	@Test
	void servicesAreSortedAndUnknownNamesLeftOut() {
		pebble().addLayer("base", Layer.service("b", SLEEP).withService("a", SLEEP.withStartup("disabled")));
		assertThat(pebble().services(List.of()))
			.extracting(ServiceInfo::name, ServiceInfo::startup, ServiceInfo::current)
			.containsExactly(tuple("a", "disabled", "inactive"), tuple("b", "enabled", "inactive"));
		assertThat(pebble().services(List.of("b", "nope"))).extracting(ServiceInfo::name).containsExactly("b");
		assertThat(pebble().services(List.of("nope"))).isEmpty();
	}

	@Test
	void servicesStartAndStop() {
		pebble().addLayer("base", Layer.service("web", SLEEP));
		Change start = await(pebble().startServices(List.of("web")));
		assertThat(start.kind()).isEqualTo("start");
		assertThat(start.summary()).isEqualTo("Start service \"web\"");
		assertThat(start.status()).isEqualTo("Done");
		assertThat(pebble().services(List.of("web")).get(0).isRunning()).isTrue();
		Change again = await(pebble().startServices(List.of("web")));
		assertThat(again.tasks().get(0).log().get(0)).contains("INFO Service \"web\" already started.");
		await(pebble().stopServices(List.of("web")));
		assertThat(pebble().services(List.of("web")).get(0).current()).isEqualTo("inactive");
		assertThat(await(pebble().stopServices(List.of("web"))).tasks().get(0).log().get(0))
			.contains("INFO Service \"web\" already stopped.");
	}

	@Test
	void servicesStartWithThoseTheyRequireAndStopWithThoseThatRequireThem() {
		pebble().addLayer("base", Layer.service("a", SLEEP.withRequires(List.of("b"))).withService("b", SLEEP));
		Change start = await(pebble().startServices(List.of("a")));
		assertThat(start.summary()).isEqualTo("Start service \"a\" and 1 more");
		assertThat(pebble().services(List.of())).allMatch(ServiceInfo::isRunning);
		Change stop = await(pebble().stopServices(List.of("b")));
		assertThat(stop.summary()).isEqualTo("Stop service \"b\" and 1 more");
		assertThat(pebble().services(List.of())).noneMatch(ServiceInfo::isRunning);
	}

	@Test
	void unknownServicesAreRefused() {
		pebble().addLayer("base", Layer.service("web", SLEEP));
		assertRefused("cannot start services: service \"zz\" does not exist",
				() -> pebble().startServices(List.of("web", "zz")));
		assertRefused("cannot stop services: service \"zz\" does not exist",
				() -> pebble().stopServices(List.of("zz")));
		assertRefused("cannot restart services: service \"zz\" does not exist",
				() -> pebble().restartServices(List.of("zz")));
		assertThat(pebble().services(List.of("web")).get(0).isRunning()).isFalse();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> pebble().startServices(List.of()));
	}

	@Test
	void autostartWithNothingToStartIsRefused() {
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> pebble().autostartServices())
			.satisfies((ex) -> {
				assertThat(ex.getReason()).isEqualTo("no default services");
				assertThat(ex.getKind()).isEqualTo("no-default-services");
			});
	}

	@Test
	void autostartStartsWhatIsEnabled() {
		pebble().addLayer("base", Layer.service("on", SLEEP).withService("off", SLEEP.withStartup("disabled")));
		assertThat(await(pebble().autostartServices()).summary()).isEqualTo("Autostart service \"on\"");
		assertThat(pebble().services(List.of())).filteredOn(ServiceInfo::isRunning)
			.extracting(ServiceInfo::name)
			.containsExactly("on");
	}

	@Test
	void replanRestartsOnlyWhatHasChanged() {
		assertThat(await(pebble().replanServices()).summary()).isEqualTo("Replan - no services");
		pebble().addLayer("base", Layer.service("a", SLEEP).withService("b", SLEEP));
		await(pebble().replanServices());
		ServiceInfo before = pebble().services(List.of("a")).get(0);
		pebble().combineLayer("base", Layer.service("b", SLEEP.withCommand("sleep 1001")));
		Change replan = await(pebble().replanServices());
		assertThat(replan.summary()).isEqualTo("Replan service \"a\" and 1 more");
		assertThat(replan.tasks()).extracting(Task::summary)
			.containsExactly("Stop service \"b\"", "Start service \"a\"", "Start service \"b\"");
		assertThat(pebble().services(List.of("a")).get(0)).isEqualTo(before);
	}

	@Test
	void serviceThatFailsToStartFailsTheChange() {
		pebble().addLayer("base", Layer.service("failing", ServiceSpec.of("sh -c 'exit 2'")));
		String id = pebble().startServices(List.of("failing"));
		assertThatExceptionOfType(PebbleChangeException.class).isThrownBy(() -> await(id))
			.withMessageContaining(
					"cannot perform the following tasks:\n- Start service \"failing\" (service start attempt: exited quickly with code 2, will restart)")
			.satisfies((ex) -> assertThat(ex.getChange().status()).isEqualTo("Error"));
		assertThat(pebble().services(List.of("failing")).get(0).current()).isEqualTo("backoff");
		assertThat(pebble().change(id).error()).isNotNull();
	}

	@Test
	void changesAreSelected() {
		pebble().addLayer("base", Layer.service("a", SLEEP).withService("b", SLEEP));
		String start = pebble().startServices(List.of("a"));
		await(start);
		assertThat(pebble().changes(Change.Selection.ALL, "a")).extracting(Change::id).containsExactly(start);
		assertThat(pebble().changes(Change.Selection.READY, null)).extracting(Change::id).contains(start);
		assertThat(pebble().changes(Change.Selection.IN_PROGRESS, "a")).isEmpty();
		assertThat(pebble().changes(Change.Selection.ALL, "b")).isEmpty();
		assertRefused("cannot abort change %s with nothing pending".formatted(start),
				() -> pebble().abortChange(start));
		assertRefused(404, "cannot find change with id \"9999\"", () -> pebble().change("9999"));
	}

	@Test
	void signalsReachRunningServicesOnly() {
		pebble().addLayer("base",
				Layer.service("running", ServiceSpec.of("sh -c 'trap : USR1; while :; do sleep 1; done'"))
					.withService("idle", SLEEP));
		await(pebble().startServices(List.of("running")));
		pebble().sendSignal("SIGUSR1", List.of("running"));
		assertRefused(500, "cannot send signal to \"idle\": service is not running",
				() -> pebble().sendSignal("SIGHUP", List.of("idle")));
		assertRefused(500, "cannot send signal to \"running\": invalid signal name \"NOPE\"",
				() -> pebble().sendSignal("NOPE", List.of("running")));
		assertThat(pebble().services(List.of("running")).get(0).isRunning()).isTrue();
	}

	@Test
	void checksStartAndStop() {
		CheckSpec check = CheckSpec.exec("true").withPeriod(Duration.ofHours(1));
		pebble().addLayer("base",
				Layer.empty()
					.withCheck("on", check.withLevel("alive"))
					.withCheck("off", check.withStartup("disabled")));
		assertThat(pebble().checks(null, List.of())).extracting(CheckInfo::name, CheckInfo::status, CheckInfo::startup)
			.containsExactly(tuple("off", "inactive", "disabled"), tuple("on", "up", "enabled"));
		assertThat(pebble().checks("alive", List.of())).extracting(CheckInfo::name).containsExactly("on");
		assertThat(pebble().checks(null, List.of("zz"))).isEmpty();
		assertThat(pebble().startChecks(List.of("on", "off"))).containsExactly("off");
		assertThat(pebble().stopChecks(List.of("on", "off"))).containsExactly("off", "on");
		assertThat(pebble().stopChecks(List.of("on"))).isEmpty();
		assertThat(pebble().checks(null, List.of("on")).get(0).changeId()).isNull();
		assertRefused("cannot stop checks: cannot find checks in plan: aa, zz",
				() -> pebble().stopChecks(List.of("zz", "aa")));
		assertRefused("level must be \"alive\" or \"ready\"", () -> pebble().checks("foo", List.of()));
		assertThat(pebble().isHealthy(null, List.of())).isTrue();
	}

	@Test
	void refreshCheckRunsItNow() {
		pebble().addLayer("base", Layer.empty().withCheck("c", CheckSpec.exec("true").withPeriod(Duration.ofHours(1))));
		CheckRefresh refresh = pebble().refreshCheck("c");
		assertThat(refresh.error()).isEmpty();
		assertThat(refresh.info().successes()).isEqualTo(1);
		assertThat(refresh.info().hasRun()).isTrue();
		assertRefused(404, "cannot find check with name \"zz\"", () -> pebble().refreshCheck("zz"));
	}

	@Test
	void filesAreWrittenAndRead() {
		pebble().push(path("f"), bytes("größe\n\0"), FileOptions.defaults().withPermissions(0600));
		assertThat(content(path("f"))).isEqualTo("größe\n\0");
		FileInfo info = pebble().fileInfo(path("f"));
		assertThat(info.type()).isEqualTo("file");
		assertThat(info.permissions()).isEqualTo(0600);
		assertThat(info.size()).isEqualTo(9);
		pebble().push(path("f"), bytes(""), FileOptions.defaults());
		assertThat(content(path("f"))).isEmpty();
		assertThat(pebble().fileInfo(path("f")).permissions()).isEqualTo(0644);
	}

	@Test
	void pushNeedsItsDirectoryUnlessToldToMakeIt() {
		assertPathRefused("not-found", "no such file or directory",
				() -> pebble().push(path("a/b/f"), bytes("x"), FileOptions.defaults()));
		pebble().push(path("a/b/f"), bytes("x"), FileOptions.defaults().withParents());
		assertThat(content(path("a/b/f"))).isEqualTo("x");
		assertPathRefused("generic-file-error", "file exists",
				() -> pebble().push(path("a/b"), bytes("x"), FileOptions.defaults()));
		assertPathRefused("generic-file-error", "not a directory",
				() -> pebble().push(path("a/b/f/g"), bytes("x"), FileOptions.defaults()));
		assertPathRefused("generic-file-error",
				"cannot create directory: mkdir %s: not a directory".formatted(path("a/b/f")),
				() -> pebble().push(path("a/b/f/g"), bytes("x"), FileOptions.defaults().withParents()));
		assertPathRefused("generic-file-error", "paths must be absolute, got \"f\"",
				() -> pebble().push("f", bytes("x"), FileOptions.defaults()));
		assertPathRefused("generic-file-error", "must specify user, not just group",
				() -> pebble().push(path("f"), bytes("x"), FileOptions.defaults().withGroupId(0)));
		pebble().push(path("r"), bytes("x"), FileOptions.defaults().withUser("root"));
		assertThat(pebble().fileInfo(path("r")).user()).isEqualTo("root");
	}

	@Test
	void whatIsNoFileCannotBeRead() {
		pebble().makeDirectory(path("d"), FileOptions.defaults());
		assertPathRefused("not-found", "stat %s: no such file or directory".formatted(path("f")),
				() -> pebble().pull(path("f")));
		assertPathRefused("generic-file-error", "can only read a regular file: \"%s\"".formatted(path("d")),
				() -> pebble().pull(path("d")));
		assertPathRefused("generic-file-error", "paths must be absolute, got \"f\"", () -> pebble().pull("f"));
	}

	@Test
	void filesAreListed() {
		pebble().push(path("d/b.txt"), bytes("12"), FileOptions.defaults().withParents());
		pebble().push(path("d/a.txt"), bytes("1"), FileOptions.defaults());
		pebble().makeDirectory(path("d/c"), FileOptions.defaults().withPermissions(0700));
		assertThat(pebble().listFiles(path("d"), null)).extracting(FileInfo::path)
			.containsExactly(path("d/a.txt"), path("d/b.txt"), path("d/c"));
		assertThat(pebble().listFiles(path("d"), "[^b]*t")).extracting(FileInfo::name).containsExactly("a.txt");
		assertThat(pebble().listFiles(path("d/b.txt"), null)).extracting(FileInfo::size).containsExactly(2L);
		assertThat(pebble().listFiles(path("d/b.txt"), "c*")).isEmpty();
		FileInfo directory = pebble().fileInfo(path("d/c"));
		assertThat(directory.isDirectory()).isTrue();
		assertThat(directory.permissions()).isEqualTo(0700);
		assertThat(directory.size()).isNull();
		assertRefused(404, "stat %s: no such file or directory".formatted(path("n")),
				() -> pebble().listFiles(path("n"), null));
		assertRefused(404, "stat %s: no such file or directory".formatted(path("n")),
				() -> pebble().fileInfo(path("n")));
		assertRefused("path must be absolute, got \"n\"", () -> pebble().listFiles("n", null));
		assertRefused("syntax error in pattern", () -> pebble().listFiles(path("d"), "["));
	}

	@Test
	void directoriesAreMadeAndRemoved() {
		assertPathRefused("not-found", "no such file or directory",
				() -> pebble().makeDirectory(path("a/b"), FileOptions.defaults()));
		pebble().makeDirectory(path("a/b"), FileOptions.defaults().withParents());
		pebble().makeDirectory(path("a/b"), FileOptions.defaults().withParents());
		assertPathRefused("generic-file-error", "mkdir %s: file exists".formatted(path("a/b")),
				() -> pebble().makeDirectory(path("a/b"), FileOptions.defaults()));
		assertPathRefused("generic-file-error", "remove %s: directory not empty".formatted(path("a")),
				() -> pebble().remove(path("a"), false));
		pebble().remove(path("a/b"), false);
		pebble().makeDirectory(path("a/c"), FileOptions.defaults());
		pebble().remove(path("a"), true);
		pebble().remove(path("a"), true);
		assertPathRefused("not-found", "remove %s: no such file or directory".formatted(path("a")),
				() -> pebble().remove(path("a"), false));
		assertThat(pebble().listFiles(directory(), null)).isEmpty();
	}

	@Test
	void execGivesOutputAndExitCode() throws IOException {
		try (ExecProcess process = pebble().exec(ExecRequest.of("echo", "hello"))) {
			assertThat(process.waitForOutput()).isEqualTo(new ExecResult("hello\n", ""));
		}
		try (ExecProcess process = pebble().exec(ExecRequest.of("cat"))) {
			assertThat(process.waitForOutput("größe").stdout()).isEqualTo("größe");
		}
		try (ExecProcess process = pebble().exec(ExecRequest.of("cat"))) {
			try (OutputStream stdin = process.stdin()) {
				stdin.write("line\n".getBytes(StandardCharsets.UTF_8));
			}
			assertThat(process.stdoutReader().readLine()).isEqualTo("line");
			assertThat(process.waitFor()).isZero();
			assertThat(pebble().change(process.changeId()).summary()).isEqualTo("Execute command \"cat\"");
		}
	}

	@Test
	void layerWhoseFieldsHaveOtherTypesIsRefused() {
		assertFieldRefused("command: [x]", "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into string");
		assertFieldRefused("command: {a: b}", "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!map into string");
		assertFieldRefused("environment: [a]",
				"yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into map[string]string");
		assertFieldRefused("requires: something-long",
				"yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `somethi...` into []string");
		assertFieldRefused("user-id: zz", "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `zz` into int");
		assertFieldRefused("backoff-factor: zz", "invalid floating-point number \"zz\"");
		assertFieldRefused("backoff-factor: [1]", "value must be a YAML number");
		assertFieldRefused("kill-delay: [1s]", "duration must be a YAML string");
		assertFieldRefused("kill-delay: 5", "invalid duration \"5\"");
	}

	private void assertFieldRefused(String field, String reason) {
		Layer layer = Layer.of("services: {typed: {override: replace, %s}}".formatted(field));
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> pebble().addLayer("typed", layer))
			.satisfies((ex) -> assertThat(ex.getReason())
				.isEqualTo("cannot parse layer YAML: cannot parse layer \"typed\" section \"services\": " + reason));
	}

	@Test
	void serviceWhoseNameBeginsWithDashIsRefused() {
		Layer layer = Layer.service("-x", ServiceSpec.of("sleep 1"));
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> pebble().addLayer("dash", layer))
			.satisfies((ex) -> assertThat(ex.getReason())
				.isEqualTo("cannot parse layer YAML: cannot use service name \"-x\": starting with \"-\" not allowed"));
	}

	@Test
	void noticeThatIsTooLargeIsRefused() {
		assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> pebble().notify("example.com/" + "x".repeat(250), Map.of(), null))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("key must be 256 bytes or less"));
		assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> pebble().notify("example.com/x", Map.of("a", "x".repeat(4090)), null))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("total size of data must be 4096 bytes or less"));
		assertThat(pebble().notify("example.com/x", Map.of("a", "x".repeat(4088)), null)).isNotEmpty();
	}

	@Test
	void execSignalThatIsUnknownIsAMistake() {
		try (ExecProcess process = pebble().exec(ExecRequest.of("cat"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> process.sendSignal("TERM"))
				.withMessage("There is no signal 'TERM': write its name as in SIGTERM");
		}
	}

	@Test
	void execThatFailsTellsBothStreams() {
		ExecRequest request = ExecRequest.of("sh", "-c", "echo out; echo err >&2; exit 3");
		try (ExecProcess process = pebble().exec(request)) {
			assertThatExceptionOfType(ExecException.class).isThrownBy(process::waitForOutput).satisfies((ex) -> {
				assertThat(ex.getExitCode()).isEqualTo(3);
				assertThat(ex.getStdout()).isEqualTo("out\n");
				assertThat(ex.getStderr()).isEqualTo("err\n");
			});
		}
		try (ExecProcess process = pebble().exec(request.withCombinedStderr())) {
			assertThatExceptionOfType(ExecException.class).isThrownBy(process::waitForOutput).satisfies((ex) -> {
				assertThat(ex.getStdout()).isEqualTo("out\nerr\n");
				assertThat(ex.getStderr()).isNull();
			});
		}
	}

	@Test
	void execOfWhatIsNotThereIsRefused() {
		assertRefused("cannot find executable \"no-such-command\"",
				() -> pebble().exec(ExecRequest.of("no-such-command")));
		assertRefused("context service \"zz\" not found",
				() -> pebble().exec(ExecRequest.of("cat").withServiceContext("zz")));
		assertRefused("must specify user, not just group", () -> pebble().exec(ExecRequest.of("cat").withGroupId(0)));
	}

	@Test
	void noticesAreCountedByKey() {
		String first = pebble().notify("example.com/a", Map.of("k", "v"), null);
		String other = pebble().notify("example.com/b", Map.of(), null);
		assertThat(pebble().notify("example.com/a", Map.of("k", "w"), Duration.ofHours(1))).isEqualTo(first);
		Notice notice = pebble().notice(first);
		assertThat(notice.type()).isEqualTo("custom");
		assertThat(notice.key()).isEqualTo("example.com/a");
		assertThat(notice.occurrences()).isEqualTo(2);
		assertThat(notice.lastData()).isEqualTo(Map.of("k", "w"));
		assertThat(notice.expireAfter()).isEqualTo(Duration.ofDays(7));
		assertThat(notice.lastOccurred()).isAfterOrEqualTo(notice.firstOccurred());
		assertThat(notice.lastRepeated()).isEqualTo(notice.firstOccurred());
		assertThat(pebble().notices(NoticeQuery.all().withTypes("custom"))).extracting(Notice::id)
			.containsExactly(first, other);
		assertThat(pebble().notices(NoticeQuery.all().withKeys("example.com/b"))).extracting(Notice::id)
			.containsExactly(other);
		assertThat(pebble().notices(NoticeQuery.all().withTypes("nope"))).isEmpty();
		assertThat(pebble().notices(NoticeQuery.all().withTypes("custom").withAfter(notice.lastRepeated())))
			.extracting(Notice::id)
			.containsExactly(other);
		assertThat(pebble().waitForNotices(NoticeQuery.all().withKeys("example.com/n"), Duration.ofMillis(1)))
			.isEmpty();
	}

	@Test
	void noticesThatAreNotAsTheyShouldBeAreRefused() {
		assertRefused("invalid key \"nodomain\" (must be in \"example.com/path\" format)",
				() -> pebble().notify("nodomain", Map.of(), null));
		assertRefused(404, "cannot find notice with ID \"9999\"", () -> pebble().notice("9999"));
	}

	@Test
	void identitiesAreReplacedAndRemoved() {
		pebble().replaceIdentities(Map.of("bob", Identity.local("admin", 42)));
		pebble().replaceIdentities(Map.of("mary", Identity.basic("read", "$6$abc$def")));
		assertThat(pebble().identities()).containsOnlyKeys("bob", "mary");
		assertThat(pebble().identities().get("mary").password()).isEqualTo("*****");
		assertRefused("cannot have multiple identities with user ID 42 (ann, bob)",
				() -> pebble().replaceIdentities(Map.of("ann", Identity.local("read", 42))));
		assertRefused("invalid identity for \"ann\": invalid access value \"foo\"",
				() -> pebble().replaceIdentities(Map.of("ann", Identity.local("foo", 43))));
		assertRefused("identities do not exist: zz", () -> pebble().removeIdentities(List.of("zz")));
		pebble().removeIdentities(List.of("bob"));
		assertThat(pebble().identities()).containsOnlyKeys("mary");
	}

	@Test
	void metricsTellOfServices() {
		pebble().addLayer("base", Layer.service("web", SLEEP));
		await(pebble().startServices(List.of("web")));
		assertThat(pebble().metrics()).contains("pebble_service_active{service=\"web\"} 1",
				"pebble_service_start_count{service=\"web\"} 1");
	}

}
