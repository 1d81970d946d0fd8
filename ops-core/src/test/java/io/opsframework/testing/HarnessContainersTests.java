package io.opsframework.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.PebbleCheckFailedEvent;
import io.opsframework.event.PebbleCheckRecoveredEvent;
import io.opsframework.event.PebbleCustomNoticeEvent;
import io.opsframework.event.PebbleReadyEvent;
import io.opsframework.listener.OnContainer;
import io.opsframework.model.Container;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.ExecProcess;
import io.opsframework.pebble.ExecRequest;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.Notice;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleConnectionException;
import io.opsframework.pebble.ServiceSpec;
import io.opsframework.simulation.pebble.ExecAnswer;
import io.opsframework.simulation.pebble.ExecCall;
import io.opsframework.simulation.pebble.ScriptedExec;
import io.opsframework.simulation.pebble.SimulatedFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the containers of {@link Harness}, {@link Scenario} and {@link State}.
 */
class HarnessContainersTests {

	private static final Layer LAYER = Layer.service("web", ServiceSpec.of("/usr/bin/web"))
		.withCheck("up", CheckSpec.tcp(80).withLevel("alive"));

	private static final ScriptedExec VERSION = ScriptedExec.of("1.2.3\n", "web", "--version");

	private static TestCharm context;

	private final Harness harness = context.harness();

	private final Scenario scenario = context.scenario();

	@BeforeAll
	static void start() {
		context = TestCharm.of("""
				name: greeter
				containers:
				  web: {}
				""", Charm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void containerReadyLetsCharmWorkWithIt() {
		this.harness.handleExec("web", VERSION);
		this.harness.begin();
		this.harness.containerReady("web");
		assertThat(this.harness.plan("web").services()).containsOnlyKeys("web");
		assertThat(this.harness.pebble("web").currentServices()).singleElement()
			.satisfies((service) -> assertThat(service.isRunning()).isTrue());
		assertThat(this.harness.pebble("web").files().get("/etc/web.conf").content()).isEqualTo("port=80");
		assertThat(this.harness.pebble("web").execCalls())
			.containsExactly(new ExecCall(ExecRequest.of("web", "--version"), ""));
		assertThat(this.harness.state().workloadVersion()).isEqualTo("1.2.3");
		assertThat(this.harness.unitStatus()).isEqualTo(Status.active());
	}

	@Test
	void containerThatIsGoneLeavesTheUnitWaiting() {
		this.harness.handleExec("web", VERSION);
		this.harness.begin();
		this.harness.updateConfig(Map.of());
		assertThat(this.harness.unitStatus()).isEqualTo(Status.waiting("for container web"));
		assertThat(this.harness.deferred()).hasSize(1);
		assertThat(this.harness.state().containers()).extracting(ContainerState::canConnect).containsExactly(false);
		this.harness.containerReady("web");
		assertThat(this.harness.deferred()).isEmpty();
		assertThat(this.harness.unitStatus()).isEqualTo(Status.active());
	}

	@Test
	void notifyPebbleSendsEventUnlessItWasToldAlready() {
		this.harness.begin();
		this.harness.setCanConnect("web", true);
		String id = this.harness.notifyPebble("web", "example.com/done", Map.of("k", "v"), Duration.ofHours(1));
		assertThat(this.harness.events()).singleElement()
			.isInstanceOfSatisfying(PebbleCustomNoticeEvent.class,
					(event) -> assertThat(event.notice().id()).isEqualTo(id));
		assertThat(this.harness.unitStatuses()).contains(Status.maintenance("example.com/done {k=v}"));
		this.harness.notifyPebble("web", "example.com/done", Map.of(), Duration.ofHours(1));
		assertThat(this.harness.events()).isEmpty();
		this.harness.notifyPebble("web", "example.com/done");
		assertThat(this.harness.events()).hasSize(1);
		assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> this.harness.notifyPebble("web", "done"));
		this.harness.setCanConnect("web", false);
		assertThatExceptionOfType(PebbleConnectionException.class)
			.isThrownBy(() -> this.harness.notifyPebble("web", "example.com/done"));
	}

	@Test
	void checkFailsAndRecoversWithOneEventEach() {
		this.harness.begin();
		this.harness.setCanConnect("web", true);
		this.harness.pebble("web").setLayer("base", LAYER);
		this.harness.failCheck("web", "up");
		assertThat(this.harness.events()).singleElement().isInstanceOf(PebbleCheckFailedEvent.class);
		assertThat(this.harness.unitStatuses()).contains(Status.maintenance("up is down"));
		this.harness.failCheck("web", "up");
		assertThat(this.harness.events()).isEmpty();
		this.harness.recoverCheck("web", "up");
		assertThat(this.harness.events()).singleElement().isInstanceOf(PebbleCheckRecoveredEvent.class);
		assertThat(this.harness.unitStatuses()).contains(Status.maintenance("up is up"));
		this.harness.recoverCheck("web", "up");
		assertThat(this.harness.events()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.failCheck("web", "down"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.failCheck("wbe", "up"))
			.withMessage("The charm declares no container 'wbe', only [web]");
	}

	@Test
	void restartContainerTakesAwayWhatIsNotMounted(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("kept"), "");
		this.harness.handleExec("web", VERSION);
		this.harness.pebble("web").mount("/data", directory);
		this.harness.begin();
		this.harness.containerReady("web");
		this.harness.pebble("web").setFile("/tmp/lost", SimulatedFile.of(""));
		this.harness.restartContainer("web");
		assertThat(this.harness.events()).singleElement().isInstanceOf(PebbleReadyEvent.class);
		assertThat(this.harness.pebble("web").files()).containsKey("/etc/web.conf").doesNotContainKey("/tmp/lost");
		assertThat(this.harness.pebble("web").starts("web")).isEqualTo(1);
		assertThat(this.harness.pebble("web").fileInfo("/data/kept").type()).isEqualTo("file");
	}

	@Test
	void runLeavesPlanServicesFilesAndCommandsInTheOutcome() {
		ContainerState container = ContainerState.started("web").withExecs(VERSION);
		Outcome outcome = this.scenario.run(Events.pebbleReady("web"), State.initial().withContainers(container));
		ContainerState after = outcome.state().container("web");
		assertThat(outcome.plan("web").services().get("web").command()).isEqualTo("/usr/bin/web");
		assertThat(after.layers()).containsOnlyKeys("greeter");
		assertThat(after.isRunning("web")).isTrue();
		assertThat(after.file("/etc/web.conf").content()).isEqualTo("port=80");
		assertThat(after.check("up").isUp()).isTrue();
		assertThat(outcome.execs().get("web")).extracting((call) -> call.request().command())
			.containsExactly(List.of("web", "--version"));
		assertThat(container.layers()).isEmpty();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> after.file("/nope"))
			.withMessageContaining("/etc/web.conf");
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> outcome.state().container("wbe"));
	}

	@Test
	void runAgainOnItsOutcomeChangesNothing() {
		ContainerState container = ContainerState.started("web").withExecs(VERSION);
		State first = this.scenario.run(Events.pebbleReady("web"), State.initial().withContainers(container)).state();
		State second = this.scenario.run(Events.pebbleReady("web"), first).state();
		assertThat(second.container("web")).isEqualTo(first.container("web"));
	}

	@Test
	void runSeesWhatTheStateSays(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("there"), "mounted");
		Notice notice = new Notice("7", null, "custom", "example.com/done", null, null, null, 1, Map.of("k", "v"), null,
				null);
		ContainerState container = ContainerState.started("web")
			.withLayer("base", LAYER)
			.withServiceStatus("web", "active")
			.withCheckDown("up", 5)
			.withNotice(notice)
			.withFile("/etc/there", "there")
			.withMount("/data", directory);
		State state = State.initial().withContainers(container);
		assertThat(this.scenario.run(Events.pebbleCustomNotice("web", notice), state).unitStatuses())
			.contains(Status.maintenance("example.com/done {k=v}"));
		Outcome outcome = this.scenario.run(Events.pebbleCheckFailed("web", "up"), state);
		assertThat(outcome.unitStatuses()).contains(Status.maintenance("up is down"));
		ContainerState after = outcome.state().container("web");
		assertThat(after.isRunning("web")).isTrue();
		assertThat(after.check("up").failures()).isEqualTo(5);
		assertThat(after.files()).containsKey("/etc/there");
		assertThat(after.mounts()).containsOnlyKeys("/data");
		assertThat(after.notices()).containsExactly(notice);
	}

	@Test
	void containerThatTheStateDoesNotNameHasNotStarted() {
		Outcome outcome = this.scenario.run(Events.configChanged(), State.initial());
		assertThat(outcome.state().unitStatus()).isEqualTo(Status.waiting("for container web"));
		assertThat(outcome.state().containers()).isEmpty();
	}

	@Test
	void commandThatNobodyAnswersIsNotFound() {
		State state = State.initial().withContainers(ContainerState.started("web"));
		assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> this.scenario.run(Events.pebbleReady("web"), state))
			.withMessageContaining("cannot find executable \"web\" (this is a simulation");
	}

	@Test
	void withExecsReplacesTheOneForTheSameWords() {
		ScriptedExec other = ScriptedExec.of(ExecAnswer.of(1, "", "broken"), "web", "--version");
		assertThat(ContainerState.started("web").withExecs(VERSION).withExecs(other).execs()).containsExactly(other);
	}

	@Test
	void withRockHasTheServicesOfTheRock(@TempDir Path directory) throws IOException {
		Path rockcraft = Files.writeString(directory.resolve("rockcraft.yaml"), """
				name: web
				base: ubuntu@24.04
				parts:
				  web: {plugin: nil}
				services:
				  web:
				    override: replace
				    command: /usr/bin/web
				checks:
				  up:
				    override: replace
				    tcp: {port: 80}
				""");
		ContainerState container = ContainerState.started("web").withRock(rockcraft);
		assertThat(container.plan().services().get("web").command()).isEqualTo("/usr/bin/web");
		assertThat(container.plan().checks()).containsOnlyKeys("up");
	}

	@Test
	void withCheckDownNeedsTheLayer() {
		assertThatExceptionOfType(NoSuchElementException.class)
			.isThrownBy(() -> ContainerState.started("web").withCheckDown("up", 1))
			.withMessage("The plan of container 'web' has no check 'up', only []: add its layer first");
	}

	static class Charm {

		private final Container web;

		private final Unit unit;

		Charm(Model model) {
			this.web = model.container("web");
			this.unit = model.unit();
		}

		@EventListener
		void configure(ConfigChangedEvent event) {
			this.web.plan();
		}

		@OnContainer("web")
		void ready(PebbleReadyEvent event) {
			this.web.push("/etc/web.conf", "port=80");
			this.web.apply(LAYER);
			try (ExecProcess process = this.web.exec("web", "--version")) {
				this.unit.setWorkloadVersion(process.waitForOutput().stdout().strip());
			}
		}

		@OnContainer("web")
		void notice(PebbleCustomNoticeEvent event) {
			Notice notice = event.notice().get();
			this.unit.setStatus(Status.maintenance("%s %s".formatted(notice.key(), notice.lastData())));
		}

		@OnContainer("web")
		void failed(PebbleCheckFailedEvent event) {
			tell(event.check().get());
		}

		@OnContainer("web")
		void recovered(PebbleCheckRecoveredEvent event) {
			tell(event.check().get());
		}

		private void tell(CheckInfo check) {
			this.unit.setStatus(Status.maintenance("%s is %s".formatted(check.name(), check.status())));
		}

		@EventListener
		void status(CollectUnitStatusEvent event) {
			event.add(Status.active());
		}

	}

}
