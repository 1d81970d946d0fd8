package io.opsframework.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.JujuEvent;
import io.opsframework.pebble.Change;
import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.ExecProcess;
import io.opsframework.pebble.ExecRequest;
import io.opsframework.pebble.FileInfo;
import io.opsframework.pebble.FileOptions;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.NoticeQuery;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleChangeException;
import io.opsframework.pebble.ServiceSpec;
import io.opsframework.simulation.JujuLogLine;
import io.opsframework.simulation.pebble.ScriptedExec;
import io.opsframework.simulation.pebble.SentSignal;
import io.opsframework.simulation.pebble.SimulatedFile;
import io.opsframework.simulation.pebble.SimulatedPebble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Container}.
 */
class ContainerTests {

	private static final ServiceSpec SERVICE = ServiceSpec.of("/usr/bin/web");

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final TestCharm charm = new TestCharm(this.journal, this.store, Charm.class);

	private final Container web = this.charm.bean(Model.class).container("web");

	private final SimulatedPebble pebble = this.charm.pebble("web");

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void canConnectAsksPebbleEachTime() {
		hook((event) -> {
			assertThat(this.web.canConnect()).isTrue();
			this.pebble.setReachable(false);
			assertThat(this.web.canConnect()).isFalse();
		});
	}

	@Test
	void pebbleCanBeAskedInHooksOnly() {
		assertThatIllegalStateException().isThrownBy(this.web::canConnect);
		assertThatIllegalStateException().isThrownBy(this.web::plan);
	}

	@Test
	void applyAddsLayerUnderTheCharmsNameAndStartsServices() {
		hook((event) -> {
			PlanChange change = this.web.apply(Layer.service("web", SERVICE).withCheck("up", CheckSpec.tcp(80)));
			assertThat(change.services()).containsExactly("web");
			assertThat(change.checks()).containsExactly("up");
			assertThat(change.logTargets()).isEmpty();
			assertThat(this.web.service("web").isRunning()).isTrue();
		});
		assertThat(this.pebble.layers()).containsOnlyKeys("greeter");
		assertThat(this.store.text()).doesNotContain("replans");
	}

	@Test
	void applyOfWhatIsInThePlanDoesNothing() {
		Layer layer = Layer.service("web", SERVICE.withEnvironment("A", "1"));
		hook((event) -> this.web.apply(layer));
		int changes = changes();
		hook((event) -> assertThat(this.web.apply(layer).isEmpty()).isTrue());
		assertThat(changes()).isEqualTo(changes);
		assertThat(this.pebble.starts("web")).isEqualTo(1);
	}

	@Test
	void applyRestartsOnlyWhatHasChanged() {
		hook((event) -> this.web.apply(Layer.service("web", SERVICE).withService("other", SERVICE)));
		hook((event) -> assertThat(this.web.apply(Layer.service("web", SERVICE.withCommand("/usr/bin/new"))).services())
			.containsExactly("web"));
		assertThat(this.pebble.starts("web")).isEqualTo(2);
		assertThat(this.pebble.starts("other")).isEqualTo(1);
	}

	@Test
	void applyUnderOneLabelLeavesOtherLayers() {
		hook((event) -> {
			this.web.apply("base", Layer.service("web", SERVICE));
			this.web.apply("base", Layer.service("other", SERVICE));
		});
		assertThat(this.pebble.layers()).containsOnlyKeys("base");
		assertThat(this.pebble.currentPlan().services()).containsOnlyKeys("web", "other");
	}

	@Test
	void applyThatIsRefusedChangesNothing() {
		hook((event) -> assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> this.web.apply(Layer.service("web", ServiceSpec.of(Map.of("command", "x")))))
			.withMessageContaining("layer \"greeter\" must define \"override\" for service \"web\""));
		assertThat(this.pebble.layers()).isEmpty();
	}

	@Test
	void applyTriesAgainWhenTheServiceDidNotStart() {
		this.pebble.setStartFailure("web", "exited quickly with code 1");
		Layer layer = Layer.service("web", SERVICE);
		assertThatExceptionOfType(PebbleChangeException.class).isThrownBy(() -> hook((event) -> this.web.apply(layer)))
			.withMessageContaining("exited quickly with code 1");
		this.pebble.setStartFailure("web", null);
		this.journal.take();
		hook((event) -> assertThat(this.web.apply(layer).isEmpty()).isTrue());
		assertThat(this.pebble.currentServices().get(0).isRunning()).isTrue();
		int changes = changes();
		hook((event) -> this.web.apply(layer));
		assertThat(changes()).isEqualTo(changes);
	}

	private int changes() {
		return this.pebble.changes(Change.Selection.ALL, null).size();
	}

	@Test
	void servicesAreStartedStoppedAndRestarted() {
		this.pebble.setLayer("base", Layer.service("web", SERVICE));
		hook((event) -> {
			this.web.start("web");
			assertThat(this.web.service("web").isRunning()).isTrue();
			this.web.stop("web");
			assertThat(this.web.service("web").isRunning()).isFalse();
			this.web.restart("web");
			this.web.autostart();
			this.web.replan();
			assertThat(this.web.services("web", "nope")).containsOnlyKeys("web");
			this.web.sendSignal("SIGHUP", "web");
		});
		assertThat(this.pebble.starts("web")).isEqualTo(2);
		assertThat(this.pebble.signals()).containsExactly(new SentSignal("SIGHUP", "web"));
	}

	@Test
	void addAndCombineLayerStartNothing() {
		hook((event) -> {
			this.web.addLayer("base", Layer.service("web", SERVICE));
			this.web.combineLayer("base", Layer.service("other", SERVICE));
			assertThat(this.web.plan().services()).containsOnlyKeys("web", "other");
		});
		assertThat(this.pebble.starts("web")).isZero();
	}

	@Test
	void absentServiceAndCheckAreErrorsThatNameTheOthers() {
		this.pebble.setLayer("base", Layer.service("web", SERVICE).withCheck("up", CheckSpec.tcp(80)));
		hook((event) -> {
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.web.service("wbe"))
				.withMessage("The plan of container web has no service 'wbe', only [web]");
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.web.check("down"))
				.withMessage("The plan of container web has no check 'down', only [up]");
			assertThat(this.web.services("wbe")).isEmpty();
			assertThat(this.web.checks("down")).isEmpty();
		});
	}

	@Test
	void stoppedCheckIsASecurityEvent() {
		this.pebble.setLayer("base", Layer.empty().withCheck("up", CheckSpec.tcp(80).withLevel("alive")));
		hook((event) -> {
			assertThat(this.web.checksOfLevel("alive")).containsOnlyKeys("up");
			assertThat(this.web.stopChecks("up")).containsExactly("up");
			assertThat(this.web.stopChecks("up")).isEmpty();
			assertThat(this.web.check("up").status()).isEqualTo("inactive");
			assertThat(this.web.startChecks("up")).containsExactly("up");
			assertThat(this.web.checks()).extractingByKey("up").satisfies((check) -> assertThat(check.isUp()).isTrue());
		});
		assertThat(this.charm.juju().log()).extracting(JujuLogLine::message)
			.filteredOn((message) -> message.contains("sys_monitor_disabled:"))
			.singleElement()
			.asString()
			.contains(",up\"");
	}

	@Test
	void filesAreWrittenReadAndFound(@TempDir Path directory) throws IOException {
		hook((event) -> {
			this.web.push("/etc/web/config", "größe");
			assertThat(this.web.pull("/etc/web/config")).isEqualTo("größe");
			this.web.push("/etc/web/secret", "x", FileOptions.defaults().withPermissions(0600));
			assertThat(this.web.list("/etc/web")).extracting(FileInfo::name).containsExactly("config", "secret");
			assertThat(this.web.list("/etc/web", "s*")).extracting(FileInfo::permissions).containsExactly(0600);
			this.web.pull("/etc/web/config", directory.resolve("new/copy"));
			this.web.push("/copy", directory.resolve("new/copy"), FileOptions.defaults());
			assertThat(this.web.exists("/copy")).isTrue();
			assertThat(this.web.isDirectory("/copy")).isFalse();
			assertThat(this.web.isDirectory("/etc/web")).isTrue();
			assertThat(this.web.exists("/nope")).isFalse();
			assertThat(this.web.isDirectory("/nope/nope")).isFalse();
			this.web.makeDirectory("/a/b");
			this.web.remove("/a/b");
			this.web.removeRecursively("/etc");
			this.web.removeRecursively("/etc");
			assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> this.web.exists("relative"));
		});
		assertThat(this.pebble.files()).containsOnlyKeys("/", "/a", "/copy");
	}

	@Test
	void pushPathCopiesDirectories(@TempDir Path directory) throws IOException {
		Files.createDirectories(directory.resolve("tree/empty"));
		Files.createDirectories(directory.resolve("tree/sub"));
		Files.writeString(directory.resolve("tree/sub/file"), "content");
		Files.createSymbolicLink(directory.resolve("tree/link"), Path.of("sub/file"));
		hook((event) -> {
			this.web.pushPath(directory.resolve("tree"), "/srv");
			this.web.pushPath(List.of(directory.resolve("tree/*")), "/content/");
		});
		assertThat(this.pebble.files()).containsOnlyKeys("/", "/srv", "/srv/tree", "/srv/tree/empty", "/srv/tree/link",
				"/srv/tree/sub", "/srv/tree/sub/file", "/content", "/content/empty", "/content/link", "/content/sub",
				"/content/sub/file");
		assertThat(this.pebble.files().get("/srv/tree/link").content()).isEqualTo("content");
	}

	@Test
	void pushPathCopiesWhatItCanAndNamesTheRest(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("a"), "a");
		Files.createSymbolicLink(directory.resolve("b"), Path.of("nowhere"));
		Files.writeString(directory.resolve("c"), "c");
		this.pebble.setFile("/srv/c", SimulatedFile.directory());
		hook((event) -> assertThatExceptionOfType(MultiplePathsException.class)
			.isThrownBy(() -> this.web.pushPath(directory.resolve("*"), "/srv"))
			.withMessageStartingWith("Could not push 2 of the files: " + directory.resolve("b"))
			.satisfies((ex) -> assertThat(ex.getErrors()).containsOnlyKeys(directory.resolve("b").toString(),
					directory.resolve("c").toString())));
		assertThat(this.pebble.files().get("/srv/a").content()).isEqualTo("a");
	}

	@Test
	void pullPathCopiesDirectories(@TempDir Path directory) {
		this.pebble.setFile("/srv/tree/empty", SimulatedFile.directory());
		this.pebble.setFile("/srv/tree/file", SimulatedFile.of("content"));
		this.pebble.setFile("/srv/tree/link", SimulatedFile.symlink("file"));
		this.pebble.setFile("/srv/tree/socket", SimulatedFile.special("socket"));
		this.pebble.setFile("/srv/tree/dangling", SimulatedFile.symlink("nowhere"));
		hook((event) -> {
			assertThatExceptionOfType(MultiplePathsException.class)
				.isThrownBy(() -> this.web.pullPath("/srv/tree", directory))
				.satisfies((ex) -> assertThat(ex.getErrors()).containsOnlyKeys("/srv/tree/dangling"));
			this.web.pullPath(List.of("/srv/tree/file", "/srv/tree/empty/*"), directory.resolve("new"));
		});
		assertThat(directory.resolve("tree/empty")).isEmptyDirectory();
		assertThat(directory.resolve("tree/link")).hasContent("content");
		assertThat(directory.resolve("tree/socket")).doesNotExist();
		assertThat(directory.resolve("new/file")).hasContent("content");
	}

	@Test
	void execRunsCommands() {
		this.pebble.addExec(ScriptedExec.of("1.2.3\n", "web", "--version"));
		this.pebble.setLayer("base", Layer.service("web", SERVICE));
		hook((event) -> {
			try (ExecProcess process = this.web.exec("web", "--version")) {
				assertThat(process.waitForOutput().lines()).containsExactly("1.2.3");
			}
			try (ExecProcess process = this.web.exec(ExecRequest.of("web", "--version").withServiceContext("web"))) {
				assertThat(process.waitFor()).isZero();
			}
		});
	}

	@Test
	void noticesAreFound() {
		String id = this.pebble.notify("example.com/done", Map.of(), null);
		hook((event) -> {
			assertThat(this.web.notice(id).key()).isEqualTo("example.com/done");
			assertThat(this.web.notices(NoticeQuery.all())).hasSize(1);
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.web.notice("99"))
				.withMessage("Container web has no notice '99'");
		});
	}

	@Test
	void whatAnOldPebbleCannotDoIsSaidWithBothVersions() {
		this.pebble.setVersion("v1.1.0");
		hook((event) -> {
			assertThatExceptionOfType(UnsupportedByPebbleException.class)
				.isThrownBy(() -> this.web.exec(ExecRequest.of("x").withServiceContext("web")))
				.withMessage("Running a command as a service runs needs Pebble v1.3, and container web has v1.1.0, "
						+ "which comes with Juju: use a newer Juju, or do without")
				.satisfies((ex) -> assertThat(ex.getServerVersion()).isEqualTo("v1.1.0"));
			assertThatExceptionOfType(UnsupportedByPebbleException.class).isThrownBy(() -> this.web.stopChecks("nope"));
			assertThatExceptionOfType(UnsupportedByPebbleException.class)
				.isThrownBy(() -> this.web.apply(Layer.service("web", SERVICE.with("invented", "x"))))
				.withMessageContaining("v1.1.0")
				.withMessageContaining("field invented not found in type plan.Service");
		});
		this.pebble.setVersion("v1.32.1");
		hook((event) -> assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> this.web.stopChecks("nope"))
			.withMessageContaining("cannot find checks in plan: nope"));
	}

	@Test
	void checkInfoIsThatOfPebble() {
		this.pebble.setLayer("base", Layer.empty().withCheck("up", CheckSpec.tcp(80)));
		this.pebble.setCheckFailure("up", "connection refused");
		hook((event) -> {
			CheckInfo check = this.web.check("up");
			assertThat(check.isUp()).isFalse();
			assertThat(check.failures()).isEqualTo(3);
		});
	}

	private void hook(Consumer<JujuEvent> listener) {
		this.journal.when("event", (event) -> listener.accept((JujuEvent) event));
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("event");
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void event(JujuEvent event) {
			this.journal.called("event", event);
		}

	}

}
