package io.opsframework.pebble;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HttpPebbleClient}: what it asks, and what it makes of answers that a
 * real Pebble of today does not give.
 */
@Timeout(60)
class HttpPebbleClientTests {

	private static final String DOING = "{\"id\":\"1\",\"kind\":\"start\",\"status\":\"Doing\",\"ready\":false}";

	private static final String DONE = "{\"id\":\"1\",\"kind\":\"start\",\"status\":\"Done\",\"ready\":true}";

	@Test
	void waitGoesOnWhenSliceIsOver() {
		try (ScriptedServer server = answering(ScriptedServer.error(504, "timed out waiting for change after 20s"),
				ScriptedServer.error(504, "timed out waiting for change after 20s"), ScriptedServer.sync(DONE));
				PebbleClient client = server.client()) {
			assertThat(client.waitForChange("1", Duration.ofMinutes(10)).status()).isEqualTo("Done");
			assertThat(server.requests()).hasSize(3)
				.allMatch((request) -> request.startsWith("GET /v1/changes/1/wait?timeout=20000ms HTTP/1.1"));
		}
	}

	@Test
	void waitAsksForNoLongerThanItMayTake() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			while (true) {
				boolean wait = peer.readRequest().contains("/wait");
				peer.write(wait ? ScriptedServer.error(504, "timed out") : ScriptedServer.sync(DOING));
			}
		}); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleTimeoutException.class)
				.isThrownBy(() -> client.waitForChange("1", Duration.ofMillis(50)))
				.withMessage("Change 1 of Pebble was not ready after 50ms: it goes on, and can be waited for again")
				.satisfies((ex) -> assertThat(ex.getChangeId()).isEqualTo("1"));
		}
	}

	@Test
	void pebbleThatCannotWaitIsPolled() {
		try (ScriptedServer server = answering(ScriptedServer.error(404, "invalid API endpoint requested"),
				ScriptedServer.sync(DOING), ScriptedServer.sync(DOING), ScriptedServer.sync(DONE));
				PebbleClient client = server.client()) {
			assertThat(client.waitForChange("1", Duration.ofMinutes(10)).ready()).isTrue();
			assertThat(server.requests()).extracting((request) -> request.substring(0, request.indexOf(" HTTP")))
				.containsExactly("GET /v1/changes/1/wait?timeout=20000ms", "GET /v1/changes/1", "GET /v1/changes/1",
						"GET /v1/changes/1");
		}
	}

	@Test
	void waitIsNotAnsweredByFailureOfChange() {
		String failed = DONE.replace("\"Done\"",
				"\"Error\",\"err\":\"it broke\",\"tasks\":[{\"id\":\"1\",\"log\":[\"x INFO out\",\"last\"]}]");
		try (ScriptedServer server = answering(ScriptedServer.sync(failed)); PebbleClient client = server.client()) {
			assertThat(client.waitForChange("1", Duration.ofSeconds(10)).error()).isEqualTo("it broke");
			assertThatExceptionOfType(PebbleChangeException.class)
				.isThrownBy(() -> client.await("1", Duration.ofSeconds(10)))
				.withMessage("Change 1 of Pebble (start) failed: it broke\nx INFO out\nlast");
		}
	}

	@Test
	void whatIsUnknownIsKept() {
		try (ScriptedServer server = answering(
				ScriptedServer
					.sync("[{\"name\":\"a\",\"startup\":\"sometimes\",\"current\":\"dreaming\",\"new\":[1]}]"),
				ScriptedServer.sync("[{\"id\":\"1\",\"type\":\"odd\",\"key\":\"k\"}]"),
				ScriptedServer.sync("[{\"path\":\"/x\",\"name\":\"x\",\"type\":\"portal\"}]"),
				ScriptedServer.sync("{\"id\":\"1\",\"kind\":\"dance\",\"status\":\"Dancing\"}"),
				ScriptedServer.sync("{\"eve\":{\"access\":\"some\",\"local\":{\"user-id\":1}}}"));
				PebbleClient client = server.client()) {
			assertThat(client.services(List.of())).containsExactly(new ServiceInfo("a", "sometimes", "dreaming", null));
			assertThat(client.notices(NoticeQuery.all())).singleElement()
				.satisfies((notice) -> assertThat(notice.type()).isEqualTo("odd"));
			assertThat(client.listFiles("/x", null)).singleElement()
				.satisfies((file) -> assertThat(file.type()).isEqualTo("portal"));
			assertThat(client.change("1")).satisfies((change) -> {
				assertThat(change.kind()).isEqualTo("dance");
				assertThat(change.status()).isEqualTo("Dancing");
				assertThat(change.tasks()).isEmpty();
			});
			assertThat(client.identities()).containsEntry("eve", Identity.local("some", 1));
		}
	}

	@Test
	void timesAndDurationsAreRead() {
		try (ScriptedServer server = answering(ScriptedServer.sync("{\"id\":\"1\",\"type\":\"custom\",\"key\":\"k\","
				+ "\"user-id\":null,\"first-occurred\":\"2024-12-27T10:08:14.399194229+08:00\","
				+ "\"last-occurred\":\"2024-12-27T02:08:15Z\",\"occurrences\":3,\"repeat-after\":\"1h30m0s\","
				+ "\"expire-after\":\"168h0m0s\"}")); PebbleClient client = server.client()) {
			Notice notice = client.notice("1");
			assertThat(notice.userId()).isNull();
			assertThat(notice.firstOccurred()).isEqualTo(Instant.parse("2024-12-27T02:08:14.399194229Z"));
			assertThat(notice.lastOccurred()).isEqualTo(Instant.parse("2024-12-27T02:08:15Z"));
			assertThat(notice.lastRepeated()).isNull();
			assertThat(notice.repeatAfter()).isEqualTo(Duration.ofMinutes(90));
			assertThat(notice.expireAfter()).isEqualTo(Duration.ofDays(7));
			assertThat(notice.lastData()).isEmpty();
		}
	}

	@Test
	void checkThatNoChangeRunsIsInactive() {
		try (ScriptedServer server = answering(ScriptedServer.sync(
				"[{\"name\":\"a\",\"startup\":\"enabled\",\"status\":\"up\",\"threshold\":3},{\"name\":\"old\",\"status\":\"up\",\"failures\":1,\"threshold\":3}]"));
				PebbleClient client = server.client()) {
			List<CheckInfo> checks = client.checks("ready", List.of("a", "old"));
			assertThat(checks).extracting(CheckInfo::status).containsExactly("inactive", "up");
			assertThat(checks).extracting(CheckInfo::successes).containsOnlyNulls();
			assertThat(checks).extracting(CheckInfo::hasRun).containsExactly(false, true);
			assertThat(server.requests().get(0)).startsWith("GET /v1/checks?level=ready&names=a&names=old HTTP");
		}
	}

	@Test
	void healthThatIsDownIsNoFailure() {
		String down = ScriptedServer.json(502,
				"{\"type\":\"sync\",\"status-code\":502,\"result\":{\"healthy\":false}}");
		try (ScriptedServer server = answering(down); PebbleClient client = server.client()) {
			assertThat(client.isHealthy("alive", List.of())).isFalse();
		}
	}

	@Test
	void noChangedChecksCanBeNull() {
		try (ScriptedServer server = answering(ScriptedServer.sync("{\"changed\":null}"));
				PebbleClient client = server.client()) {
			assertThat(client.stopChecks(List.of("a"))).isEmpty();
		}
	}

	@Test
	void changeWithoutIdIsProtocolError() {
		try (ScriptedServer server = answering(ScriptedServer.sync("null")); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(client::replanServices);
		}
	}

	@Test
	void changeIsRead() {
		try (ScriptedServer server = answering(ScriptedServer.async("7", "null"));
				PebbleClient client = server.client()) {
			assertThat(client.replanServices()).isEqualTo("7");
		}
	}

	@Test
	void refusalHasStatusKindAndReason() {
		try (ScriptedServer server = answering(ScriptedServer.json(401,
				"{\"type\":\"error\",\"status-code\":401,\"result\":{\"message\":\"access denied\",\"kind\":\"login-required\"}}"));
				PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleApiException.class).isThrownBy(client::plan)
				.withMessage("Pebble refused GET /v1/plan with status 401: access denied")
				.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("login-required"));
		}
	}

	@Test
	void planThatIsNoneIsProtocolError() {
		try (ScriptedServer server = answering(ScriptedServer.sync("\"{[\""), ScriptedServer.sync("\"services: 1\""));
				PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(client::plan);
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(client::plan)
				.withMessageContaining("'services' of the layer must be a mapping");
		}
	}

	@Test
	void planOfNewerPebbleIsRead() {
		try (ScriptedServer server = answering(ScriptedServer
			.sync("\"new-section: {}\\nservices: {a: {override: replace, command: x, new-field: y}}\""));
				PebbleClient client = server.client()) {
			assertThat(client.plan().services().get("a").fields()).containsEntry("new-field", "y");
		}
	}

	@Test
	void memberOfOtherTypeIsProtocolErrorThatNamesIt() {
		try (ScriptedServer server = answering(ScriptedServer.sync("{\"version\":1}"), ScriptedServer.sync("[]"),
				ScriptedServer.sync("[{\"name\":\"a\",\"current-since\":\"yesterday\"}]"));
				PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(client::systemInfo)
				.withMessage("Pebble's answer has something else than a text as 'version'");
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(client::systemInfo);
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(() -> client.services(List.of()))
				.withMessage("Pebble's answer has 'yesterday' as 'current-since'");
		}
	}

	@Test
	void layerIsSentAsJson() {
		String[] body = new String[1];
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			body[0] = peer.readRequest();
			peer.write(ScriptedServer.sync("true"));
		}); PebbleClient client = server.client()) {
			client.combineLayer("web", Layer.service("web", ServiceSpec.of("/bin/web").withEnvironment("A", "\u2028")));
			assertThat(body[0]).contains("POST /v1/layers")
				.contains("\\\\u2028")
				.contains("/bin/web")
				.contains("\"combine\":true");
			assertThat(body[0]).doesNotContain("\\/");
		}
	}

	@Test
	void pushSaysWhoseFileItIs() {
		String[] body = new String[1];
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			body[0] = peer.readRequest();
			peer.write(ScriptedServer.sync("[{\"path\":\"/x\"}]"));
		}); PebbleClient client = server.client()) {
			client.push("/x", new ByteArrayInputStream(new byte[0]),
					FileOptions.defaults().withParents().withPermissions(07).withUser("u").withGroupId(5));
			assertThat(body[0]).contains("{\"action\":\"write\",\"files\":[{\"path\":\"/x\",\"make-dirs\":true,"
					+ "\"permissions\":\"007\",\"user\":\"u\",\"group-id\":5}]}");
		}
	}

	@Test
	void waitForNoticesMayTakeLongerThanTimeout() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readRequest();
			LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
			peer.write(ScriptedServer.sync("[]"));
		}); PebbleClient client = server.client(Duration.ofMillis(200))) {
			assertThat(client.waitForNotices(NoticeQuery.all().withUserId(3), Duration.ofSeconds(10))).isEmpty();
			assertThat(server.requests().get(0)).startsWith("GET /v1/notices?user-id=3&timeout=10s HTTP");
		}
	}

	@Test
	void execWhoseWebSocketsAreRefusedTellsWhatBecameOfIt() {
		String failed = "{\"id\":\"5\",\"kind\":\"exec\",\"ready\":true,\"status\":\"Error\",\"err\":\"timeout waiting for websocket connections\"}";
		try (ScriptedServer server = new ScriptedServer(exec(),
				ScriptedServer.answering(ScriptedServer.http(200, "x", "")),
				ScriptedServer.answering(ScriptedServer.sync(failed))); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleChangeException.class)
				.isThrownBy(() -> client.exec(ExecRequest.of("ls", "secret").withEnvironment("S", "secret")))
				.withMessageContaining("timeout waiting for websocket connections")
				.withMessageNotContaining("secret");
		}
	}

	@Test
	void execWhoseWebSocketsHangIsAborted() {
		String doing = "{\"id\":\"5\",\"kind\":\"exec\",\"ready\":false,\"status\":\"Doing\"}";
		try (ScriptedServer server = new ScriptedServer(exec(), ScriptedServer.Peer::acceptWebSocket,
				ScriptedServer.Peer::readToEnd, ScriptedServer.answering(ScriptedServer.sync(doing)));
				PebbleClient client = server.client(Duration.ofMillis(300))) {
			assertThatExceptionOfType(PebbleTimeoutException.class).isThrownBy(() -> client.exec(ExecRequest.of("ls")))
				.withMessageContaining("/v1/tasks/9/websocket/stdio");
			assertThat(server.requests()).last().asString().startsWith("POST /v1/changes/5 HTTP");
			assertThat(server.requests()).filteredOn((request) -> request.startsWith("POST /v1/exec")).hasSize(1);
		}
	}

	@Test
	void execWithoutExitCodeIsFailure() {
		String done = "{\"id\":\"5\",\"kind\":\"exec\",\"ready\":true,\"status\":\"Done\",\"tasks\":[{\"id\":\"9\"}]}";
		try (ScriptedServer server = new ScriptedServer(exec(), HttpPebbleClientTests::acceptAndEnd,
				HttpPebbleClientTests::acceptAndEnd, HttpPebbleClientTests::acceptAndEnd,
				ScriptedServer.answering(ScriptedServer.sync(done)));
				PebbleClient client = server.client();
				ExecProcess process = client.exec(ExecRequest.of("ls"))) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(process::waitForOutput)
				.withMessage("Pebble does not know how command 'ls' ended: has it been restarted meanwhile?");
		}
	}

	private static void acceptAndEnd(ScriptedServer.Peer peer) throws IOException {
		peer.acceptWebSocket();
		peer.write(0x81, 17);
		peer.write("{\"command\":\"end\"}");
		peer.readToEnd();
	}

	private static ScriptedServer.Script exec() {
		return ScriptedServer.answeringOnce(ScriptedServer.async("5",
				"{\"task-id\":\"9\",\"environment\":{\"TOKEN\":\"secret\"},\"working-dir\":\"/\"}"));
	}

	@Test
	void execSaysAllThatIsGiven() {
		ExecRequest request = ExecRequest.of("ls", "-l")
			.withEnvironment("A", "1")
			.withServiceContext("web")
			.withWorkingDir("/tmp")
			.withTimeout(Duration.ofMillis(1500))
			.withUser("u")
			.withGroup("g")
			.withCombinedStderr();
		assertThat(request.toJson())
			.isEqualTo(Map.of("command", List.of("ls", "-l"), "split-stderr", false, "environment", Map.of("A", "1"),
					"service-context", "web", "working-dir", "/tmp", "timeout", "1.5s", "user", "u", "group", "g"));
		assertThat(request.withUserId(1).withGroupId(2).toJson()).containsEntry("user-id", 1)
			.containsEntry("group-id", 2)
			.doesNotContainKeys("user", "group");
	}

	private static ScriptedServer answering(String... answers) {
		return new ScriptedServer((peer) -> {
			for (int i = 0;; i++) {
				peer.readRequest();
				peer.write(answers[Math.min(i, answers.length - 1)]);
			}
		}, (peer) -> {
			peer.readRequest();
			peer.write(answers[answers.length - 1]);
		});
	}

}
