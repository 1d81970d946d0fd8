package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the hooks of a unit's life.
 */
class HooksIntegrationTests extends AbstractDispatchIntegrationTests {

	@Test
	@Tag(WITHOUT_AOT)
	void installSetsMaintenanceAtOnceAndThenWhatItNeeds() throws IOException {
		succeed(hook("install"), status("maintenance", "'installing the greeter'"), CONFIG, DATABASES, RELATE);
		assertThat(namesInCharm()).containsExactlyInAnyOrder("dispatch", "metadata.yaml", "config.yaml", "actions.yaml",
				"manifest.yaml", "app", ".ops-state.json");
		assertThat(state()).hasContent(
				"""
						{"version":1,"generation":1,"config":{"greeting":"Hello","log-level":"info","port":8080},"previous":{}}""");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state()))).isEqualTo("rw-------");
	}

	@Test
	@Tag(WITHOUT_AOT)
	void configChangedReadsConfigOnceAndLogs() throws IOException {
		tools().answer(CONFIG, """
				{"greeting":"Grüezi","log-level":"Warning","port":65535}""");
		succeed(withContainer(hook("config-changed")), CONFIG, OPENED_PORTS, HTTP_RELATIONS, "close-port 8080/tcp",
				"open-port 65535/tcp", DATABASES, RELATE,
				"juju-log --log-level INFO -- 'GreeterCharm: The greeter says Grüezi on port 65535'");
	}

	@Test
	void configChangedWhenNoOptionHasValueTakesDefaults() throws IOException {
		tools().answer(CONFIG, "{}");
		succeed(withContainer(hook("config-changed")), CONFIG, OPENED_PORTS, DATABASES, RELATE,
				"juju-log --log-level INFO -- 'GreeterCharm: The greeter says Hello on port 8080'");
	}

	@Test
	void leaderElectedPublishesAndCollectsStatus() {
		tools().answer(IS_LEADER, "true").answer(HTTP_RELATIONS, "[\"http:3\"]");
		succeed(hook("leader-elected"), CONFIG, HTTP_RELATIONS, IS_LEADER, "network-get --format=json -r 3 http",
				"relation-get --format=json -r http:3 --app - greeter",
				"relation-set -r http:3 --app --file - <<< '{\"hostname\":\"10.1.7.9\",\"port\":\"8080\"}'", DATABASES,
				RELATE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "start", "update-status", "upgrade-charm", "stop", "remove" })
	void hookThatNobodyListensToCollectsStatus(String hook) {
		succeed(hook(hook), CONFIG, DATABASES, RELATE);
	}

	@Test
	@Tag(WITHOUT_AOT)
	void pebbleReadyWhenDatabaseIsThereIsActive() throws IOException {
		relateDatabase(CREDENTIALS);
		succeed(withContainer(hook("web-pebble-ready").variable("JUJU_WORKLOAD_NAME", "web")), CONFIG, DATABASES,
				DATABASE_UNITS, DATABASE_DATA, status("active", "''"),
				"juju-log --log-level WARNING -- 'GreeterWorkload: The greeter does not tell its version: Pebble refused POST /v1/exec with status 404: no POST /v1/exec'");
		assertThat(pebbleRequests()).containsExactly("GET /v1/plan", "POST /v1/layers", "GET /v1/changes",
				"POST /v1/services", "GET /v1/changes/1/wait", "POST /v1/exec", "GET /v1/system-info",
				"GET /v1/checks");
	}

	@Test
	@Tag(WITHOUT_AOT)
	void configChangedWhenContainerIsGoneWaitsForItAndDefers() throws IOException {
		relateDatabase(CREDENTIALS);
		DispatchResult result = run(hook("config-changed"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.out() + result.err()).isEmpty();
		assertThat(result.commandLinesButState()).contains(WAIT_FOR_CONTAINER);
		assertThat(result.log()).anyMatch((line) -> line.startsWith(
				"WARNING IsolateStep: greeterWorkload#run(GreeterConfig) could not go on with config-changed, and waits for container web: "));
		assertThat(state()).content().contains("greeterWorkload#run(GreeterConfig)");
		tools().commit();
		run(withContainer(hook("update-status")));
		assertThat(pebbleRequests()).contains("POST /v1/layers", "POST /v1/services");
		assertThat(state()).content().startsWith("{\"version\":1,\"generation\":2,\"config\":{");
	}

	@Test
	void hooksAfterChangeOfStateAskOnceWhetherItCounts() {
		run(hook("start"));
		tools().commit();
		assertThat(run(hook("start")).stateCommandLines()).containsExactly(ASK_FOR_STATE);
		assertThat(run(hook("start")).stateCommandLines()).isEmpty();
		tools().answer(CONFIG, "{\"port\":80}");
		assertThat(run(hook("config-changed")).stateCommandLines()).containsExactly(tellState(2));
		tools().commit();
		tools().answer(CONFIG, "{\"port\":81}");
		assertThat(run(hook("config-changed")).stateCommandLines()).containsExactly(ASK_FOR_STATE, tellState(3));
	}

	@Test
	void hookThatJujuDroppedLeavesTheStateBeforeIt() throws IOException {
		run(hook("start"));
		tools().commit();
		tools().answer(CONFIG, "{\"port\":80}");
		run(withContainer(hook("config-changed")));
		tools().answer(CONFIG, "{\"greeting\":\"Hello\",\"log-level\":\"info\",\"port\":8080}");
		assertThat(run(withContainer(hook("config-changed"))).stateCommandLines()).containsExactly(ASK_FOR_STATE);
		assertThat(state()).hasContent("""
				{"version":1,"generation":1,"config":{"greeting":"Hello","log-level":"info","port":8080}}""");
	}

	@Test
	void whereJujuKeepsNoStateThereIsOneGeneration() throws IOException {
		Files.delete(tools().path().resolve("state-get"));
		Files.delete(tools().path().resolve("state-set"));
		DispatchResult result = run(hook("start"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.log()).isEmpty();
		assertThat(state()).hasContent("""
				{"version":1,"config":{"greeting":"Hello","log-level":"info","port":8080}}""");
	}

	@Test
	void collectMetricsCallsNothingAndKeepsNothing() {
		for (String tool : List.of("is-leader", "config-get", "relation-ids", "status-set", "status-get")) {
			tools().failByDefault(tool, 1, "ERROR " + tool + " is not allowed in a restricted context");
		}
		succeed(hook("collect-metrics"));
		assertThat(state()).doesNotExist();
	}

	@Test
	void hookLoadsNothingThatEditsLines() throws IOException {
		Path loaded = charm().resolve("loaded.txt");
		// The jar that people play has the library; the charm that is packed of it has
		// not.
		Files.writeString(charm().resolve("dispatch"), "#!/bin/sh\nexec java -Xlog:class+load:file=%s -jar '%s'\n"
			.formatted(loaded, System.getProperty("charm.jar")));
		succeed(hook("start"), CONFIG, DATABASES, RELATE);
		assertThat(loaded).content()
			.contains(" io.opsframework.dispatch.Framework ")
			.doesNotContain(" org.jline", " io.opsframework.local.");
	}

	@Test
	void unknownHookIsLineAtDebug() {
		assertNothingListens(process().variable("JUJU_DISPATCH_PATH", "hooks/frobnicate"), "hooks/frobnicate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "absent" })
	void withoutDispatchPathIsLineAtDebug(String path) {
		assertNothingListens(process().variable("JUJU_DISPATCH_PATH", path.isEmpty() ? "" : null), "");
	}

	private void assertNothingListens(DispatchProcess process, String path) {
		DispatchResult result = run(process.jvmOptions("-Dlogging.level.io.opsframework.dispatch.Framework=debug"));
		// A line is sent when it is a second old: on a busy machine, before the end.
		assertThat(result.commandLinesButState()).containsExactlyInAnyOrder(CONFIG, DATABASES, RELATE,
				"juju-log --log-level DEBUG -- 'Framework: Unknown hook '\\''" + path + "'\\'''");
		assertThat(result.out() + result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
	}

	private List<String> namesInCharm() throws IOException {
		try (Stream<Path> files = Files.list(charm())) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

}
