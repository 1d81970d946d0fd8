package io.opsframework.testing;

import java.nio.file.Path;
import java.util.logging.Level;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.StorageAttachedEvent;
import io.opsframework.event.StorageDetachingEvent;
import io.opsframework.event.StorageEvent;
import io.opsframework.juju.StorageId;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnStorage;
import io.opsframework.model.Model;
import io.opsframework.model.Storage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the storages of {@link Harness}, {@link Scenario} and {@link State}.
 */
class HarnessStorageTests {

	private static final String MACHINE = """
			name: greeter
			storage:
			  data: {type: filesystem, location: /srv, multiple: {range: 1-3}}
			  disk: {type: block, multiple: {range: 0+}}
			  home: {type: filesystem, location: /home/me, multiple: {range: 0-1}}
			actions:
			  grow: {}
			""";

	private final TestCharm context = TestCharm.of(MACHINE, Charm.class);

	private final Journal journal = this.context.journal();

	private final Harness harness = this.context.harness();

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void storagesAreAttachedBeforeInstallOnMachines() {
		String disk = this.harness.addStorage("disk");
		this.harness.beginWithInitialHooks();
		assertThat(this.journal.take()).containsExactly("data-storage-attached", "disk-storage-attached", "install",
				"leader-settings-changed", "config-changed", "start");
		assertThat(this.harness.state().storages()).extracting(StorageState::id)
			.containsExactly(StorageId.of("data/1"), StorageId.of(disk));
	}

	@Test
	void storagesAreAttachedAfterStartOnKubernetes() {
		try (TestCharm kubernetes = TestCharm.of(MACHINE + "containers:\n  web: {}\n", Charm.class)) {
			Harness pod = kubernetes.harness();
			pod.beginWithInitialHooks();
			assertThat(kubernetes.journal().take()).containsExactly("install", "leader-settings-changed",
					"config-changed", "start", "data-storage-attached", "web-pebble-ready");
		}
	}

	@Test
	void storageIsWhereTheCharmOrJujuWantsIt() {
		this.harness.addStorage("data", 2);
		this.harness.addStorage("home");
		this.harness.addStorage("disk");
		this.harness.addStorage("data", Path.of("/tmp/data"));
		assertThat(this.harness.state().storages()).extracting((storage) -> storage.location().toString())
			.containsExactly("/srv/data/0", "/srv/data/1", "/tmp/data", "/dev/disk/by-id/disk-3", "/home/me");
	}

	@Test
	void storageIsMadeInTheDirectoryForStorages(@TempDir Path directory) {
		this.harness.setStorageDirectory(directory);
		this.harness.beginWithInitialHooks();
		this.harness.runAction("grow");
		this.harness.addStorage("disk");
		assertThat(this.harness.state().storages("data")).hasSize(3).allSatisfy((storage) -> {
			assertThat(storage.location()).isEqualTo(directory.resolve(storage.id().toString()));
			assertThat(storage.location()).isDirectory();
		});
		assertThat(this.harness.state().storages("disk").get(0).location()).hasToString("/dev/disk/by-id/disk-3");
	}

	@Test
	void storageIsDetachedAttachedAgainAndRemoved() {
		this.harness.begin();
		String data = this.harness.addStorage("data");
		assertThat(this.journal.take()).containsExactly("data-storage-attached");
		this.harness.detachStorage(data);
		assertThat(this.harness.events()).singleElement().isInstanceOf(StorageDetachingEvent.class);
		assertThat(this.harness.state().storages()).isEmpty();
		this.harness.attachStorage(data);
		assertThat(this.harness.events()).singleElement().isInstanceOf(StorageAttachedEvent.class);
		assertThat(this.harness.state().storages("data")).hasSize(1);
		this.harness.removeStorage(data);
		assertThat(this.harness.events()).singleElement().isInstanceOf(StorageDetachingEvent.class);
		assertThat(this.harness.juju().model().storages()).isEmpty();
		assertThat(this.harness.addStorage("data")).isEqualTo("data/1");
	}

	@Test
	void storageThatIsDetachedIsRemovedWithoutAnEvent() {
		this.harness.begin();
		String data = this.harness.addStorage("data");
		this.harness.detachStorage(data);
		this.harness.removeStorage(data);
		assertThat(this.harness.events()).isEmpty();
	}

	@Test
	void storageStaysUntilItsDetachingHasSucceeded() {
		this.harness.begin();
		String data = this.harness.addStorage("data");
		this.journal.fail("data-storage-detaching");
		assertThatIllegalStateException().isThrownBy(() -> this.harness.detachStorage(data));
		assertThat(this.harness.state().storages("data")).hasSize(1);
	}

	@Test
	void mistakesAreNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.addStorage("date"))
			.withMessage("The charm declares no storage 'date', only [data, disk, home]");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.addStorage("data", 4))
			.withMessage("Storage 'data' can have 3 instances and has 0: 4 cannot be added");
		String home = this.harness.addStorage("home");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.attachStorage(home))
			.withMessage("Storage 'home/0' is attached already");
		this.harness.detachStorage(home);
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.detachStorage(home))
			.withMessage("Storage 'home/0' is not attached");
		this.harness.addStorage("home");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.attachStorage(home))
			.withMessageContaining("'home' can have 1 instances and has 1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.removeStorage("home/7"))
			.withMessage("There is no storage 'home/7', only [home/0, home/1]");
	}

	@Test
	void storageThatACharmAskedForIsAttachedAfterTheHook() {
		this.harness.begin();
		this.harness.runAction("grow");
		assertThat(this.journal.take()).containsExactly("grow", "data-storage-attached", "data-storage-attached");
		assertThat(this.harness.state().storages("data")).hasSize(2);
	}

	@Test
	void actionThatFailsGetsNoStorage() {
		this.harness.begin();
		this.journal.fail("grow");
		assertThatIllegalStateException().isThrownBy(() -> this.harness.runAction("grow"));
		assertThat(this.harness.state().storages()).isEmpty();
	}

	@Test
	void scenarioDeliversStorageEvents() {
		StorageState data = StorageState.of("data/4", Path.of("/mnt"));
		State state = State.initial().withStorages(data);
		Outcome attached = this.context.scenario().run(Events.storageAttached(data), state);
		assertThat(attached.state()).isEqualTo(state);
		assertThat(attached.events()).singleElement()
			.isInstanceOfSatisfying(StorageAttachedEvent.class,
					(event) -> assertThat(event.storage().location()).isEqualTo(Path.of("/mnt")));
		Outcome detaching = this.context.scenario().run(Events.storageDetaching(data), state);
		assertThat(detaching.state()).isEqualTo(State.initial());
	}

	@Test
	void stateKeepsStoragesSortedAndReplacesThoseOfTheSameId() {
		StorageState first = StorageState.of("data/2");
		StorageState other = StorageState.of("data/10");
		State state = State.initial()
			.withStorages(other, StorageState.of("data/2", Path.of("/old")))
			.withStorages(first);
		assertThat(state.storages()).containsExactly(first, other).isUnmodifiable();
		assertThat(state.storages("disk")).isEmpty();
	}

	@Test
	void deferredAttachedOfStorageThatIsGoneIsDroppedWithOneLine() {
		this.harness.begin();
		this.journal.defer("data-storage-attached");
		String data = this.harness.addStorage("data");
		assertThat(this.harness.deferred()).hasSize(1);
		this.harness.replayDeferred();
		assertThat(this.harness.deferred()).hasSize(1);
		this.harness.withHooksDisabled(() -> this.harness.removeStorage(data));
		this.journal.take();
		this.harness.replayDeferred();
		assertThat(this.harness.deferred()).isEmpty();
		assertThat(this.journal.take()).isEmpty();
		assertThat(this.context.log().lines(Level.INFO)).filteredOn((line) -> line.contains("is dropped"))
			.singleElement()
			.asString()
			.contains("'data-storage-attached'", "its storage is gone");
	}

	@Test
	void deferredAttachedIsDroppedBeforeDetaching() {
		this.harness.begin();
		this.journal.defer("data-storage-attached");
		String data = this.harness.addStorage("data");
		this.journal.take();
		this.harness.detachStorage(data);
		assertThat(this.journal.take()).containsExactly("data-storage-detaching");
		assertThat(this.harness.deferred()).isEmpty();
	}

	@Test
	void deferredDetachingIsDeliveredWithTheLocationOfTheStorageThatIsGone() {
		this.harness.begin();
		String data = this.harness.addStorage("data", Path.of("/mnt"));
		this.journal.defer("data-storage-detaching");
		this.harness.removeStorage(data);
		this.journal.take();
		this.journal.when("data-storage-detaching", (event) -> {
			Storage storage = ((StorageEvent) event).storage();
			assertThat(storage.location()).isEqualTo(Path.of("/mnt"));
			assertThat(storage.isAttached()).isFalse();
		});
		this.harness.replayDeferred();
		assertThat(this.journal.take()).containsExactly("data-storage-detaching");
		assertThat(this.harness.deferred()).isEmpty();
	}

	static class Charm {

		private final Journal journal;

		private final Model model;

		Charm(Journal journal, Model model) {
			this.journal = journal;
			this.model = model;
		}

		@EventListener
		void event(JujuEvent event) {
			if (!(event instanceof StorageEvent) && !event.hookName().equals("grow")) {
				this.journal.called(event.hookName(), event);
			}
		}

		@OnStorage
		void storage(StorageEvent event) {
			this.journal.called(event.hookName(), event);
		}

		@OnAction("grow")
		void grow(JujuEvent event) {
			this.model.unit().addStorage("data", 2);
			this.journal.called("grow", event);
		}

	}

}
