package io.opsframework.test;

import java.util.List;
import java.util.Map;

import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.juju.Port;
import io.opsframework.model.Status;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.Plan;
import io.opsframework.pebble.ServiceSpec;
import io.opsframework.simulation.JujuLogLine;
import io.opsframework.testing.ActionOutput;
import io.opsframework.testing.ContainerState;
import io.opsframework.testing.RelationState;
import io.opsframework.testing.SecretState;
import io.opsframework.testing.State;
import io.opsframework.testing.StorageState;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CharmAssert}.
 */
class CharmAssertTests {

	private final State state = State.initial()
		.withUnitStatus(Status.waiting("for the database"))
		.withApplicationStatus(Status.active())
		.withRelations(RelationState.of("db:7", "postgresql")
			.withLocalAppData(Map.of("database", "wiki", "mode", "fast"))
			.withLocalUnitData(Map.of("port", "80")))
		.withSecrets(SecretState.ofUnit("secret:9m4e2mr0ui3e8a215n4g", Map.of("password", "0ld-s3cr3t"))
			.withRevision(Map.of("password", "n3w-s3cr3t"))
			.withLabel("admin"))
		.withWorkloadVersion("1.2")
		.withOpenedPorts(Port.tcp(80), Port.icmp())
		.withStorages(StorageState.of("data/2"), StorageState.of("data/10"))
		.withStoredValue("starts", Map.of("count", 2))
		.withDeferred(deferred("hooks/db-relation-changed"));

	private final CharmAssert charm = new CharmAssert(new ObservedCharm(this.state,
			List.of(Status.unknown(), Status.maintenance("installing"), Status.waiting("for the database")),
			List.of(execution("is-leader", "--format=json"), execution("juju-log", "--", "hello"),
					execution("storage-add", "data=1"), execution("storage-add", "data=2")),
			List.of(new JujuLogLine("INFO", "hello world", null)), List.of(new StartEvent()), null));

	@Test
	void storedValues() {
		this.charm.hasStoredValue("starts", Map.of("count", 2)).hasStoredValue("stops", null);
		assertFails(() -> this.charm.hasStoredValue("starts", 2), "stored value 'starts' 2");
		assertFails(() -> this.charm.hasStoredValue("starts", null), "stored value 'starts' not set");
	}

	@Test
	void statuses() {
		this.charm.hasUnitStatus(Status.waiting("for the database")).hasAppStatus(Status.active());
		assertFails(() -> this.charm.hasUnitStatus(Status.active()), "unit status 'active'");
		this.charm.hadUnitStatus(Status.maintenance("installing"));
		assertFails(() -> this.charm.hadUnitStatus(Status.active()), "unit status 'active' among [unknown,");
		assertFails(() -> this.charm.hasUnitStatus(Status.waiting("for")), "unit status 'waiting: for'");
		assertFails(() -> this.charm.hasAppStatus(Status.blocked("x")), "application status 'blocked: x'");
	}

	@Test
	void containers() {
		Layer layer = Layer.service("web", ServiceSpec.of("/usr/bin/web"));
		Plan plan = Plan.empty().combine(layer);
		CharmAssert with = new CharmAssert(
				new ObservedCharm(
						State.initial()
							.withContainers(ContainerState.started("web")
								.withLayer("base", layer)
								.withServiceStatus("web", "active")
								.withFile("/etc/web.conf", "port=80")),
						List.of(), List.of(), List.of(), List.of(), null));
		with.hasRunningService("web", "web")
			.hasNoRunningService("web", "other")
			.hasPlan("web", plan)
			.hasFile("web", "/etc/web.conf", "port=80");
		this.charm.hasNoRunningService("web", "web");
		assertFails(() -> this.charm.hasRunningService("web", "web"), "a running service 'web' in container 'web'");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> with.hasNoRunningService("web", "web"))
			.withMessageContaining("no running service 'web' in container 'web'");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> with.hasPlan("web", Plan.empty()))
			.withMessageContaining("in container 'web'");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> with.hasFile("web", "/etc/web.conf", "port=81"))
			.withMessageContaining("a file '/etc/web.conf' with this content in container 'web'");
	}

	@Test
	void hookTools() {
		this.charm.called("is-leader", "--format=json").didNotCall("status-set").usedAtMost(3).hookTools();
		assertFails(() -> this.charm.called("is-leader"), "a call 'is-leader '");
		assertFails(() -> this.charm.didNotCall("is-leader"), "no call of 'is-leader'");
		assertFails(() -> this.charm.usedAtMost(2).hookTools(), "at most 2 hook tools, and not 3");
	}

	@Test
	void secretsWithoutTheirValues() {
		this.charm.hasSecret("admin", Map.of("password", "n3w-s3cr3t")).hasNoSecret("other");
		assertFails(() -> this.charm.hasSecret("admin", Map.of("password", "0ld-s3cr3t")),
				"a secret labelled 'admin' with keys [password]");
		assertFails(() -> this.charm.hasSecret("other", Map.of("password", "n3w-s3cr3t")), "a secret labelled 'other'");
		assertFails(() -> this.charm.hasNoSecret("admin"), "no secret labelled 'admin'");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.charm.hasSecret("admin", Map.of("password", "0ld-s3cr3t")))
			.withMessageContaining("secret:9m4e2mr0ui3e8a215n4g")
			.withMessageNotContaining("s3cr3t");
	}

	@Test
	void log() {
		this.charm.logged("INFO", "world");
		assertFails(() -> this.charm.logged("ERROR", "world"), "a line at ERROR with 'world'");
		assertFails(() -> this.charm.logged("INFO", "moon"), "a line at INFO with 'moon'");
	}

	@Test
	void events() {
		this.charm.saw(StartEvent.class).saw(CharmEvent.class);
		assertFails(() -> this.charm.saw(ConfigChangedEvent.class), "an event of type ConfigChangedEvent");
	}

	@Test
	void deferredEvents() {
		this.charm.deferred(RelationChangedEvent.class).by("wiki#changed()");
		this.charm.deferred(RelationEvent.class).by("wiki#changed()");
		assertFails(() -> this.charm.deferred(RelationChangedEvent.class).by("wiki#other()"),
				"RelationChangedEvent deferred by 'wiki#other()'");
		assertFails(() -> this.charm.deferred(ConfigChangedEvent.class), "a deferred ConfigChangedEvent");
		assertFails(this.charm::hasNothingDeferred, "nothing deferred");
	}

	@Test
	void actionThatSucceeded() {
		CharmAssert action = action(null);
		action.actionSucceeded();
		assertFails(() -> action.actionFailed("no space left"), "the action to fail with 'no space left'");
	}

	@Test
	void actionThatFailed() {
		CharmAssert action = action("no space left");
		action.actionFailed("no space left");
		assertFails(() -> action.actionFailed("no space"), "the action to fail with 'no space'");
		assertFails(action::actionSucceeded, "the action to succeed");
	}

	@Test
	void actionShowsItsMessageAndOutput() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> action("no space left").actionSucceeded())
			.withMessageContaining(
					"action: failed with 'no space left', with results {done=half} and messages [backing up]");
	}

	@Test
	void actionWhereNoneRan() {
		assertFails(this.charm::actionSucceeded, "an action, but the charm ran none");
		assertFails(() -> this.charm.actionFailed("no space left"), "an action, but the charm ran none");
	}

	@Test
	void databags() {
		this.charm.hasLocalAppData("db", Map.of("database", "wiki")).hasLocalUnitData("db", Map.of("port", "80"));
		assertFails(() -> this.charm.hasLocalAppData("db", Map.of("database", "other")),
				"{database=other} in the application's databag of 'db'");
		assertFails(() -> this.charm.hasEmptyLocalAppData("db"), "an empty application's databag of 'db'");
		assertFails(() -> this.charm.hasLocalUnitData("other", Map.of("port", "80")),
				"{port=80} in the unit's databag of 'other'");
	}

	@Test
	void openedPorts() {
		this.charm.hasOpenedPorts(Port.tcp(80), Port.icmp());
		assertFails(() -> this.charm.hasOpenedPorts(Port.tcp(80)), "opened ports [80/tcp]");
		assertFails(this.charm::hasOpenedPorts, "opened ports []");
	}

	@Test
	void storages() {
		this.charm.hasStorages("data/10", "data/2").requestedStorage("data", 3).requestedStorage("disk", 0);
		assertFails(() -> this.charm.hasStorages("data/2"), "storages [data/2]");
		assertFails(this.charm::hasStorages, "storages []");
		assertFails(() -> this.charm.requestedStorage("data", 1), "1 instances of storage 'data' requested, and not 3");
	}

	@Test
	void workloadVersion() {
		this.charm.hasWorkloadVersion("1.2");
		assertFails(() -> this.charm.hasWorkloadVersion("1.3"), "workload version '1.3'");
	}

	@Test
	void messageShowsWhatTheCharmLeft() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.charm.hasUnitStatus(Status.active()))
			.withMessageContaining("unit status: waiting: for the database")
			.withMessageContaining("database=wiki")
			.withMessageContaining("opened ports: [icmp, 80/tcp]")
			.withMessageContaining("db-relation-changed")
			.withMessageContaining("is-leader --format=json")
			.withMessageContaining("hello world")
			.withMessageContaining("StartEvent");
	}

	private CharmAssert action(@Nullable String failure) {
		return new CharmAssert(new ObservedCharm(this.state, List.of(), List.of(), List.of(), List.of(),
				new ActionOutput(Map.of("done", "half"), List.of("backing up"), failure)));
	}

	private static void assertFails(ThrowingCallable assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion)
			.withMessageStartingWith("Expected " + message);
	}

	private static HookToolExecution execution(String tool, String... arguments) {
		return new HookToolExecution(HookToolCall.of(tool, arguments), 0, 1, false, null);
	}

	private static DeferredEvent deferred(String path) {
		return new DeferredEvent("wiki#changed()", Map.of("juju", Map.of("JUJU_DISPATCH_PATH", path)), "later", 0);
	}

}
