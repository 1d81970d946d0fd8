package io.opsframework.model;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.opsframework.charm.StorageType;
import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StorageAttachedEvent;
import io.opsframework.event.StorageDetachingEvent;
import io.opsframework.event.StorageEvent;
import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.StorageNotFoundException;
import io.opsframework.juju.StorageId;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnStorage;
import io.opsframework.simulation.RefusedChangesException;
import io.opsframework.simulation.SimulatedStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Storage}, and for the storages of {@link Model} and {@link Unit}.
 */
class StorageTests {

	private static final Path SRV = Path.of("/srv");

	private final TestCharm charm = TestCharm.of("""
			name: greeter
			storage:
			  data: {type: filesystem, multiple: {range: 0-2}}
			  disk: {type: block}
			  logs: {type: filesystem, multiple: {range: 0+}}
			""", Charm.class);

	private final Journal journal = this.charm.journal();

	private final Model model = this.charm.bean(Model.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void storageIsListedAndAskedOnceForItsLocation() {
		attach("data/1", SRV);
		hook(() -> {
			Storage data = this.model.storage("data").orElseThrow();
			assertThat(data.id()).isEqualTo(StorageId.of("data/1"));
			assertThat(data.name()).isEqualTo("data");
			assertThat(data.index()).isEqualTo(1);
			assertThat(data.kind()).isSameAs(StorageType.FILESYSTEM);
			assertThat(data.location()).isEqualTo(SRV);
			assertThat(data.knownLocation()).isNull();
			assertThat(data).hasToString("storage data/1");
			assertThat(this.model.storages("data")).containsExactly(data).hasSameHashCodeAs(List.of(data));
			assertThat(this.model.storage("logs")).isEmpty();
		});
		assertThat(this.charm.calls("storage-list")).containsExactly("--format=json data", "--format=json logs");
		assertThat(this.charm.calls("storage-get")).containsExactly("--format=json -s data/1");
	}

	@Test
	void severalStoragesAreNotOne() {
		attach("data/1", SRV);
		attach("data/0", SRV);
		hook(() -> {
			assertThat(this.model.storages("data")).extracting(Storage::index).containsExactly(0, 1);
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.storage("data"))
				.withMessage("Storage 'data' has 2 instances; ask for all of them with storages(\"data\")");
		});
	}

	@Test
	void storageThatIsNotDeclaredIsNotAskedFor() {
		String message = "The charm declares no storage 'date'; it declares [data, disk, logs]";
		hook(() -> {
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.storages("date"))
				.withMessage(message);
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.unit().addStorage("date"))
				.withMessage(message);
		});
		assertThat(this.charm.calls()).doesNotContain("storage-list", "storage-add");
	}

	@Test
	void storageEventKnowsItsLocationWithoutAsking() {
		attach("disk/0", Path.of("/dev/sdb"));
		this.journal.when("storage", (event) -> {
			Storage disk = ((StorageEvent) event).storage();
			assertThat(disk.location()).isEqualTo(Path.of("/dev/sdb")).isEqualTo(disk.knownLocation());
			assertThat(disk.kind()).isSameAs(StorageType.BLOCK);
			assertThat(disk.isAttached()).isEqualTo(event instanceof StorageAttachedEvent);
			assertThat(this.model.storages("disk")).singleElement()
				.satisfies((listed) -> assertThat(listed.location()).isEqualTo(disk.location()));
			assertThat(this.model.storage("disk").isPresent()).isEqualTo(disk.isAttached());
		});
		storageHook("attached", "disk/0", "/dev/sdb");
		assertThat(this.charm.calls()).doesNotContain("storage-get");
		storageHook("detaching", "disk/0", "/dev/sdb");
		assertThat(this.charm.calls()).doesNotContain("storage-get");
		assertThat(this.journal.take()).containsExactly("attached disk/0", "storage", "storage");
	}

	@Test
	void storageEventWithoutLocationAsksJuju() {
		attach("data/0", SRV);
		this.journal.when("storage", (event) -> assertThat(((StorageEvent) event).storage().location()).isEqualTo(SRV));
		storageHook("attached", "data/0", "");
		assertThat(this.charm.calls("storage-get")).hasSize(1);
	}

	@Test
	void storageOfAnotherEventIsAskedFor() {
		attach("data/0", SRV);
		attach("data/1", Path.of("/mnt"));
		this.journal.when("storage", (event) -> assertThat(this.model.storages("data")).extracting(Storage::location)
			.containsExactly(SRV, Path.of("/mnt")));
		storageHook("attached", "data/1", "/mnt");
		assertThat(this.charm.calls("storage-get")).containsExactly("--format=json -s data/0");
	}

	@Test
	void storageThatIsGoneIsNotAttached() {
		attach("data/0", SRV);
		hook(() -> {
			Storage data = this.model.storages("data").get(0);
			this.charm.juju().removeStorage(data.id());
			assertThat(data.isAttached()).isFalse();
			assertThat(this.model.storage("data")).isEmpty();
			assertThatExceptionOfType(StorageNotFoundException.class).isThrownBy(data::location)
				.withMessageContaining("data/0");
		});
		assertThat(this.charm.calls("storage-get")).hasSize(1);
	}

	@Test
	void addStorageIsSentWhenTheListenerReturnsAndMadeWhenTheHookHasSucceeded() {
		hook(() -> {
			this.model.unit().addStorage("data");
			this.model.unit().addStorage("logs", 3);
			assertThat(this.charm.calls()).doesNotContain("storage-add");
			assertThat(this.model.storages("data")).isEmpty();
		});
		assertThat(this.charm.calls("storage-add")).containsExactly("data=1", "logs=3");
		assertThat(this.charm.juju().takeRequestedStorages()).isEqualTo(Map.of("data", 1, "logs", 3));
	}

	@Test
	void listenerThatThrowsAddsNoStorage() {
		assertThatIllegalStateException().isThrownBy(() -> hook(() -> {
			this.model.unit().addStorage("data");
			throw new IllegalStateException("broken");
		}));
		assertThat(this.charm.calls()).doesNotContain("storage-add");
		assertThat(this.charm.juju().takeRequestedStorages()).isEmpty();
	}

	@Test
	void addStorageTakesNoMoreThanTheCharmDeclares() {
		attach("data/0", SRV);
		attach("disk/1", Path.of("/dev/sdb"));
		hook(() -> {
			this.model.unit().addStorage("data");
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.unit().addStorage("data", 2))
				.withMessage(
						"Storage 'data' can have 2 instances, has 1 and was asked for 1 more: 2 cannot be added; raise 'multiple' in the charm's metadata");
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.unit().addStorage("data"));
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.unit().addStorage("disk"))
				.withMessageContaining("'disk' can have 1 instances and has 1");
			assertThatIllegalArgumentException().isThrownBy(() -> this.model.unit().addStorage("logs", 0))
				.withMessage("0 instances of storage 'logs' cannot be added");
		});
		assertThat(this.charm.calls("storage-add")).containsExactly("data=1");
	}

	@Test
	void addStorageCountsWhatOtherListenersOfTheHookAdded() {
		this.journal.when("first", (event) -> this.model.unit().addStorage("data"));
		hook(() -> {
			this.model.unit().addStorage("data");
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.unit().addStorage("data"))
				.withMessageContaining("has 0 and was asked for 2 more: 1 cannot be added");
		});
		assertThat(this.charm.calls("storage-add")).containsExactly("data=1", "data=1");
	}

	@Test
	void addStorageDoesNotCountWhatAFailedReplayAskedFor() {
		this.journal.when("start", (event) -> ((StartEvent) event).defer("for a test"));
		this.charm.hook("start");
		Iterator<Boolean> fails = List.of(true, false).iterator();
		hook(() -> {
			this.model.unit().addStorage("data", 2);
			assertThat(fails.next()).isFalse();
		});
		assertThat(this.charm.calls("storage-add")).containsExactly("data=2");
	}

	@Test
	void jujuRefusesTooManyAtTheEndOfTheHookWhichNoRecordingShows() {
		attach("data/0", SRV);
		assertThatExceptionOfType(RefusedChangesException.class).isThrownBy(() -> hook(() -> {
			HookTools tools = this.charm.bean(HookTools.class);
			tools.storageAdd("data", 1);
			tools.storageAdd("data", 1);
			tools.storageAdd("logs", 1);
		})).withMessageContaining("attaching 2 storage instances brings the total to 3, exceeding the maximum of 2");
		assertThat(this.charm.juju().takeRequestedStorages()).isEmpty();
	}

	private void attach(String id, Path location) {
		this.charm.juju().setStorage(new SimulatedStorage(StorageId.of(id), location, true));
	}

	private void hook(Runnable listener) {
		this.journal.when("start", (event) -> listener.run());
		this.charm.hook("start");
	}

	private void storageHook(String kind, String id, String location) {
		this.charm.dispatch("hooks/" + id.replaceFirst("/.*", "") + "-storage-" + kind,
				Map.of("JUJU_STORAGE_ID", id, "JUJU_STORAGE_LOCATION", location));
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void first(StartEvent event) {
			this.journal.called("first", event);
		}

		@OnHook
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

		@OnStorage("disk")
		void attached(Storage disk, StorageAttachedEvent event) {
			assertThat(disk).isEqualTo(event.storage());
			this.journal.add("attached " + disk.id());
		}

		@OnStorage
		void storage(StorageEvent event) {
			this.journal.called("storage", event);
		}

		@OnStorage("logs")
		void detaching(StorageDetachingEvent event) {
			this.journal.called("detaching", event);
		}

	}

}
