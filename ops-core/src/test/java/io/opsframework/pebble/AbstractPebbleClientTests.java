package io.opsframework.pebble;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is true of a client whatever Pebble is behind it, a real one or one in memory.
 * What one test leaves behind, another one sees: each has names of its own.
 */
@Timeout(120)
public abstract class AbstractPebbleClientTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final ServiceSpec SLEEP = ServiceSpec.of("sleep 1000").withStartup("disabled");

	/**
	 * The client.
	 * @return a client of the Pebble that all tests of the class share
	 */
	protected abstract PebbleClient client();

	/**
	 * A place for files.
	 * @return the absolute path of a directory of the container, which is empty at first
	 */
	protected abstract String directory();

	@Test
	void systemInfoTellsVersion() {
		SystemInfo info = client().systemInfo();
		assertThat(info.version()).matches("v?1\\.\\d+.*");
		assertThat(info.isAtLeast(1, 20)).isTrue();
		assertThat(info.bootId()).isNotEmpty();
	}

	@Test
	void addLayerPutsItIntoPlan() {
		String value = "a\u0085\u2028\u007f\ufeff\ud83d\ude00\"\\/\n\t'${x} yes";
		ServiceSpec service = SLEEP.withEnvironment("HOSTILE", value).withSummary("Sleeps");
		client().addLayer("add-layer", Layer.service("add-layer", service));
		assertThat(client().plan().services()).contains(entry("add-layer", service));
	}

	@Test
	void addLayerOfSameLabelIsRefused() {
		client().addLayer("add-twice", Layer.service("add-twice", SLEEP));
		assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> client().addLayer("add-twice", Layer.service("add-twice-2", SLEEP)))
			.withMessage("Pebble refused POST /v1/layers with status 400: layer \"add-twice\" already exists")
			.satisfies((ex) -> assertThat(ex.getKind()).isNull());
		assertThat(client().plan().services()).doesNotContainKey("add-twice-2");
	}

	@Test
	void combineLayerMergesAndReplaces() {
		client().combineLayer("combine",
				Layer.service("combine", SLEEP.withEnvironment("A", "1").withAfter(List.of("x")))
					.withService("x", SLEEP)
					.withService("combine-replaced", SLEEP.withEnvironment("A", "1")));
		client().combineLayer("combine",
				Layer
					.service("combine",
							ServiceSpec.of(Map.of("override", "merge", "environment", Map.of("B", "2"), "after",
									List.of("combine-replaced"), "summary", "")))
					.withService("combine-replaced", SLEEP));
		assertThat(client().plan().services()).contains(entry("combine",
				SLEEP.withEnvironment("A", "1").withEnvironment("B", "2").withAfter(List.of("x", "combine-replaced"))),
				entry("combine-replaced", SLEEP));
	}

	@Test
	void layersCombineAsPlanDoes() {
		Random random = new Random(7);
		Plan expected = client().plan();
		for (int i = 0; i < 60; i++) {
			Layer layer = randomLayer(random);
			try {
				client().combineLayer("random-" + i, layer);
				expected = expected.combine(layer);
			}
			catch (PebbleApiException ex) {
				assertThat(ex.getStatusCode()).isEqualTo(400);
			}
			Plan actual = client().plan();
			assertThat(actual).as("layer %d", i).isEqualTo(expected);
			assertThat(Plan.of(actual.toYaml())).isEqualTo(actual);
			assertThat(actual.combine(Layer.empty())).isEqualTo(actual);
		}
	}

	private static Layer randomLayer(Random random) {
		Layer layer = Layer.empty();
		for (int i = 0; i < 3; i++) {
			ServiceSpec service = ServiceSpec.of(override(random));
			CheckSpec check = CheckSpec.of(override(random));
			LogTargetSpec target = LogTargetSpec.of(override(random));
			for (int j = 0; j < 5; j++) {
				service = service.with(any(random, "command", "summary", "description", "startup", "user",
						"working-dir", "on-success"), any(random, "ignore", "disabled", ""));
				service = service.with("command", any(random, "sleep 1", "sleep 2", "", "sleep '3'"));
				service = service.with(any(random, "backoff-delay", "backoff-limit", "kill-delay"),
						any(random, "90s", "0s", "1.5h", "20us"));
				service = service.with(any(random, "environment", "on-check-failure"),
						Map.of(any(random, "A", "B"), any(random, "ignore", "restart")));
				service = service.with(any(random, "user-id", "group-id"), random.nextInt(2));
				service = service.with("backoff-factor", 1 + random.nextInt(8) / 4.0);
				check = check.with(any(random, "level", "startup"), "").with("threshold", random.nextInt(3));
				check = check.with("period", any(random, "1000s", "61m")).with("timeout", any(random, "1s", "0.5s"));
				check = check.with("startup", "disabled");
				check = check.with("http", Map.of("url", any(random, "http://localhost/a", "", "http://localhost/b"),
						"headers", Map.of(any(random, "A", "B"), any(random, "", "x"))));
				target = target.with("type", any(random, "loki", "syslog", ""))
					.with("location", any(random, "tcp://a:1", "", "udp://b:2"));
				target = target.with("services", List.of(any(random, "all", "-all")));
				target = target.with("labels", Map.of(any(random, "a", "b"), any(random, "1", "")));
			}
			layer = layer.withService("random-" + random.nextInt(4), service)
				.withCheck("random-" + random.nextInt(4), check)
				.withLogTarget("random-" + random.nextInt(4), target);
		}
		return layer;
	}

	private static Map<String, String> override(Random random) {
		return Map.of("override", any(random, "merge", "merge", "replace"));
	}

	private static String any(Random random, String... values) {
		return values[random.nextInt(values.length)];
	}

	@Test
	void layerThatIsRefusedChangesNothing() {
		Plan before = client().plan();
		assertRefused(Layer.service("refused", ServiceSpec.of(Map.of("command", "x"))),
				"layer \"refused\" must define \"override\" for service \"refused\"");
		assertRefused(Layer.service("refused", SLEEP.with("override", "append")),
				"layer \"refused\" has invalid \"override\" value for service \"refused\"");
		assertRefused(
				Layer.service("refused", ServiceSpec.of(Map.of("override", "replace"))).withService("good", SLEEP),
				"plan must define \"command\" for service \"refused\"");
		assertRefused(Layer.empty().withCheck("refused", CheckSpec.of(Map.of("override", "replace"))),
				"plan must specify one of \"http\", \"tcp\", or \"exec\" for check \"refused\"");
		assertThat(client().plan()).isEqualTo(before);
	}

	private void assertRefused(Layer layer, String reason) {
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().combineLayer("refused", layer))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(400))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

	@Test
	void servicesAreStartedStoppedAndRestarted() {
		client().combineLayer("services", Layer.service("services-a", SLEEP).withService("services-b", SLEEP));
		List<String> names = List.of("services-b", "services-a");
		assertThat(client().services(names)).extracting(ServiceInfo::name, ServiceInfo::startup, ServiceInfo::current)
			.containsExactly(tuple("services-a", "disabled", "inactive"), tuple("services-b", "disabled", "inactive"));
		Change start = client().await(client().startServices(names), LONG);
		assertThat(start.kind()).isEqualTo("start");
		assertThat(start.ready()).isTrue();
		assertThat(start.status()).isEqualTo("Done");
		assertThat(client().services(names)).allMatch(ServiceInfo::isRunning);
		client().sendSignal("SIGCONT", names);
		Change restart = client().await(client().restartServices(List.of("services-a")), LONG);
		assertThat(restart.kind()).isEqualTo("restart");
		assertThat(restart.tasks()).isNotEmpty();
		client().await(client().stopServices(names), LONG);
		assertThat(client().services(names)).noneMatch(ServiceInfo::isRunning);
	}

	@Test
	void replanStartsWhatIsEnabledAndRestartsWhatChanged() {
		ServiceSpec enabled = SLEEP.withStartup("enabled");
		client().combineLayer("replan", Layer.service("replan", enabled));
		client().await(client().replanServices(), LONG);
		Instant since = onlyService("replan").currentSince();
		client().await(client().replanServices(), LONG);
		assertThat(onlyService("replan").currentSince()).isEqualTo(since);
		client().combineLayer("replan", Layer.service("replan", enabled.withEnvironment("A", "1")));
		assertThat(onlyService("replan").currentSince()).isEqualTo(since);
		client().await(client().replanServices(), LONG);
		assertThat(onlyService("replan").isRunning()).isTrue();
		assertThat(onlyService("replan").currentSince()).isAfter(since);
		client().await(client().stopServices(List.of("replan")), LONG);
		client().await(client().autostartServices(), LONG);
		assertThat(onlyService("replan").isRunning()).isTrue();
	}

	private ServiceInfo onlyService(String name) {
		List<ServiceInfo> services = client().services(List.of(name));
		assertThat(services).hasSize(1);
		return services.get(0);
	}

	@Test
	void unknownServicesAreNotListedAndNotStarted() {
		assertThat(client().services(List.of("nope"))).isEmpty();
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().startServices(List.of("nope")))
			.satisfies((ex) -> assertThat(ex.getReason())
				.isEqualTo("cannot start services: service \"nope\" does not exist"));
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().stopServices(List.of("nope")))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(400));
		assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> client().sendSignal("SIGHUP", List.of("nope")))
			.satisfies((ex) -> assertThat(ex.getReason())
				.isEqualTo("cannot send signal to \"nope\": service is not running"));
	}

	@Test
	void noServicesAreAMistake() {
		assertThatIllegalArgumentException().isThrownBy(() -> client().startServices(List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> client().stopServices(List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> client().restartServices(List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> client().sendSignal("SIGHUP", List.of()));
	}

	@Test
	void changesAreListedAndAskedFor() {
		client().combineLayer("changes", Layer.service("changes", SLEEP));
		String id = client().startServices(List.of("changes"));
		Change change = client().waitForChange(id, LONG);
		assertThat(client().change(id)).isEqualTo(change);
		assertThat(client().changes(Change.Selection.READY, "changes")).contains(change);
		assertThat(client().changes(Change.Selection.ALL, null)).contains(change);
		assertThat(client().changes(Change.Selection.IN_PROGRESS, "changes")).isEmpty();
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().abortChange(id))
			.satisfies((ex) -> assertThat(ex.getReason())
				.isEqualTo("cannot abort change %s with nothing pending".formatted(id)));
	}

	@Test
	void unknownChangeIsNotFound() {
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().change("9999"))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(404))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("cannot find change with id \"9999\""));
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().waitForChange("9999", LONG))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(404));
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().abortChange("a?b c"))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(404));
	}

	@Test
	void checksAreStoppedAndStarted() {
		CheckSpec check = CheckSpec.tcp(1).withPeriod(Duration.ofHours(1)).withLevel("alive");
		client().combineLayer("checks",
				Layer.empty().withCheck("checks", check).withCheck("checks-stopped", check.withStartup("disabled")));
		assertThat(client().checks(null, List.of("checks"))).singleElement().satisfies((info) -> {
			assertThat(info.level()).isEqualTo("alive");
			assertThat(info.startup()).isEqualTo("enabled");
			assertThat(info.isUp()).isTrue();
			assertThat(info.hasRun()).isFalse();
			assertThat(info.threshold()).isEqualTo(3);
			assertThat(info.changeId()).isNotNull();
		});
		assertThat(client().checks("ready", List.of("checks"))).isEmpty();
		assertThat(client().checks("alive", List.of())).extracting(CheckInfo::name)
			.contains("checks", "checks-stopped");
		assertThat(client().stopChecks(List.of("checks", "checks-stopped"))).containsExactly("checks");
		assertThat(client().checks(null, List.of("checks"))).singleElement().satisfies((info) -> {
			assertThat(info.status()).isEqualTo("inactive");
			assertThat(info.changeId()).isNull();
		});
		assertThat(client().stopChecks(List.of("checks"))).isEmpty();
		assertThat(client().startChecks(List.of("checks"))).containsExactly("checks");
		assertThat(client().isHealthy(null, List.of("checks"))).isTrue();
		assertThat(client().isHealthy("alive", List.of())).isTrue();
	}

	@Test
	void unknownChecksAreNotListedAndNotStarted() {
		assertThat(client().checks(null, List.of("nope"))).isEmpty();
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().startChecks(List.of("nope")))
			.satisfies((ex) -> assertThat(ex.getReason())
				.isEqualTo("cannot start checks: cannot find checks in plan: nope"));
	}

	@Test
	void filesAreWrittenReadListedAndRemoved() throws IOException {
		String path = directory() + "/files";
		client().makeDirectory(path, FileOptions.defaults().withPermissions(0750));
		String content = "a\r\nb\u0000\u00e9\ud83d\ude00\r\n--c";
		push(path + "/b.txt", content, FileOptions.defaults().withPermissions(0600));
		push(path + "/a \"x\"\\\u00e9.md", "", FileOptions.defaults());
		assertThat(pull(path + "/b.txt")).isEqualTo(content);
		assertThat(pull(path + "/a \"x\"\\\u00e9.md")).isEmpty();
		assertThat(client().listFiles(path, null)).extracting(FileInfo::name)
			.containsExactly("a \"x\"\\\u00e9.md", "b.txt");
		assertThat(client().listFiles(path, "*.txt")).singleElement().satisfies((file) -> {
			assertThat(file.path()).isEqualTo(path + "/b.txt");
			assertThat(file.type()).isEqualTo("file");
			assertThat(file.size()).isEqualTo(content.getBytes(StandardCharsets.UTF_8).length);
			assertThat(file.permissions()).isEqualTo(0600);
			assertThat(file.lastModified()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
		});
		FileInfo itself = client().fileInfo(path);
		assertThat(itself.isDirectory()).isTrue();
		assertThat(itself.permissions()).isEqualTo(0750);
		assertThat(itself.size()).isNull();
		client().remove(path + "/b.txt", false);
		client().remove(path, true);
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().fileInfo(path))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(404))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("not-found"));
	}

	@Test
	void pushReplacesFile() throws IOException {
		String path = directory() + "/replaced";
		push(path, "long content", FileOptions.defaults());
		push(path, "short", FileOptions.defaults().withPermissions(0640));
		assertThat(pull(path)).isEqualTo("short");
		assertThat(client().fileInfo(path).permissions()).isEqualTo(0640);
	}

	@Test
	void pushMakesDirectoriesWhenAsked() throws IOException {
		String path = directory() + "/made/on/the/way";
		assertThatExceptionOfType(PebblePathException.class).isThrownBy(() -> push(path, "x", FileOptions.defaults()))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("not-found"))
			.satisfies((ex) -> assertThat(ex.getPath()).isEqualTo(path));
		push(path, "x", FileOptions.defaults().withParents());
		assertThat(pull(path)).isEqualTo("x");
	}

	@Test
	void fileThatIsNotThereIsPathError() {
		assertThatExceptionOfType(PebblePathException.class).isThrownBy(() -> client().pull(directory() + "/nope"))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("not-found"));
		assertThatExceptionOfType(PebblePathException.class).isThrownBy(() -> client().pull(directory()))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("generic-file-error"));
		assertThatExceptionOfType(PebblePathException.class).isThrownBy(() -> client().pull("relative"))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("generic-file-error"));
		assertThatExceptionOfType(PebblePathException.class)
			.isThrownBy(() -> client().remove(directory() + "/nope", false))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("not-found"));
	}

	@Test
	void directoriesAreMadeAndRemovedOrNot() {
		String path = directory() + "/dir";
		client().makeDirectory(path + "/sub", FileOptions.defaults().withParents());
		client().makeDirectory(path + "/sub", FileOptions.defaults().withParents());
		assertThatExceptionOfType(PebblePathException.class)
			.isThrownBy(() -> client().makeDirectory(path, FileOptions.defaults()))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("generic-file-error"));
		assertThatExceptionOfType(PebblePathException.class).isThrownBy(() -> client().remove(path, false))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("generic-file-error"));
		client().remove(path, true);
		client().remove(path, true);
		assertThat(client().listFiles(directory(), "dir")).isEmpty();
	}

	@Test
	void listOfRelativePathAndBadPatternAreRefused() {
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().listFiles("nope", null))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("path must be absolute, got \"nope\""));
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().listFiles(directory(), "["))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("syntax error in pattern"))
			.satisfies((ex) -> assertThat(ex.getKind()).isEqualTo("generic-file-error"));
	}

	@Test
	void controlCharacterInNameOfFileIsAMistake() {
		for (String name : List.of("a\nb", "a\rb", "a\0b", "a\u0007b", "a\u007fb")) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> push(directory() + "/" + name, "x", FileOptions.defaults()))
				.withMessageContaining("control character in its name");
		}
	}

	@Test
	void tabInNameOfFileIsKept() throws IOException {
		push(directory() + "/a\tb", "x", FileOptions.defaults().withParents());
		assertThat(pull(directory() + "/a\tb")).isEqualTo("x");
	}

	@Test
	void contentThatComesInPiecesOfNothingIsWritten() throws IOException {
		InputStream content = new ByteArrayInputStream("content".getBytes(StandardCharsets.UTF_8)) {

			private boolean nothing;

			@Override
			public int read(byte[] target, int offset, int length) {
				this.nothing = !this.nothing;
				return this.nothing ? 0 : super.read(target, offset, Math.min(length, 1));
			}

		};
		client().push(directory() + "/pieces", content, FileOptions.defaults().withParents());
		assertThat(pull(directory() + "/pieces")).isEqualTo("content");
	}

	private void push(String path, String content, FileOptions options) {
		client().push(path, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), options);
	}

	private String pull(String path) throws IOException {
		try (InputStream content = client().pull(path)) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void noticesAreRecordedAndFound() {
		Instant before = Instant.now().minusSeconds(1);
		String id = client().notify("example.com/notices", Map.of("k", "v"), Duration.ofMinutes(90));
		assertThat(client().notify("example.com/notices", Map.of("k", "w"), null)).isEqualTo(id);
		Notice notice = client().notice(id);
		assertThat(notice.type()).isEqualTo("custom");
		assertThat(notice.key()).isEqualTo("example.com/notices");
		assertThat(notice.occurrences()).isEqualTo(2);
		assertThat(notice.lastData()).containsExactly(entry("k", "w"));
		assertThat(notice.firstOccurred()).isBetween(before, Instant.now());
		assertThat(notice.expireAfter()).isEqualTo(Duration.ofDays(7));
		NoticeQuery query = NoticeQuery.all().withTypes("custom").withKeys("example.com/notices");
		assertThat(client().notices(query)).containsExactly(notice);
		assertThat(client().notices(query.withAllUsers())).containsExactly(notice);
		assertThat(client().notices(query.withTypes("change-update"))).isEmpty();
		assertThat(client().notices(query.withAfter(notice.lastRepeated()))).isEmpty();
		assertThat(client().notices(query.withAfter(notice.lastRepeated().minusNanos(1)))).containsExactly(notice);
		assertThat(client().waitForNotices(query.withAfter(before), LONG)).containsExactly(notice);
		assertThat(client().waitForNotices(query.withAfter(notice.lastRepeated()), Duration.ofMillis(50))).isEmpty();
	}

	@Test
	void changesAreNotices() {
		client().combineLayer("change-notice", Layer.service("change-notice", SLEEP));
		String change = client().startServices(List.of("change-notice"));
		client().await(change, LONG);
		assertThat(client().notices(NoticeQuery.all().withTypes("change-update").withKeys(change))).singleElement()
			.satisfies((notice) -> assertThat(notice.lastData()).containsEntry("kind", "start"));
	}

	@Test
	void noticeWithWrongKeyIsRefused() {
		assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> client().notify("nodomain", Map.of(), null))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(400));
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client().notice("9999"))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(404));
	}

	@Test
	void identitiesAreReplacedAndRemoved() {
		String hash = "$6$salt$hash";
		client().replaceIdentities(Map.of("bob", Identity.local("read", 42), "alice", Identity.basic("metrics", hash)));
		assertThat(client().identities()).contains(entry("bob", Identity.local("read", 42)),
				entry("alice", Identity.basic("metrics", "*****")));
		client().replaceIdentities(Map.of("bob", Identity.local("admin", 43)));
		assertThat(client().identities()).contains(entry("bob", Identity.local("admin", 43))).containsKey("alice");
		client().removeIdentities(List.of("bob", "alice"));
		assertThat(client().identities()).doesNotContainKeys("bob", "alice");
		assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> client().replaceIdentities(Map.of("bob", Identity.local("root", 1))))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(400));
	}

	@Test
	void interruptedThreadIsTold() {
		List<Boolean> interrupted = new ArrayList<>();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(PebbleException.class).isThrownBy(() -> client().systemInfo());
		interrupted.add(Thread.interrupted());
		assertThat(interrupted).containsExactly(true);
	}

}
