package io.opsframework.simulation;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.juju.StorageId;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SimulatedStorage} and what hooks ask for.
 */
class SimulatedStorageTests {

	private final SimulatedModel model = new SimulatedModel(UnitName.of("greeter/0"), Map.of());

	private final SimulatedJuju juju = new SimulatedJuju(this.model);

	@BeforeEach
	void declare() {
		this.model.setDeclaredStorages(CharmMetadata.fromCharmcraft("charmcraft.yaml", new ByteArrayInputStream("""
				name: greeter
				storage:
				  data: {type: filesystem, multiple: {range: 0-2}}
				  disk: {type: block}
				""".getBytes(StandardCharsets.UTF_8))).storages());
		this.model.setStorage(new SimulatedStorage(StorageId.of("disk/0"), Path.of("/dev/sdb"), true));
		this.juju.begin(Map.of("JUJU_DISPATCH_PATH", "hooks/start"));
	}

	@Test
	void requestsOfTheHookAreAddedUpAndTakenOnce() {
		add("data");
		add("data=1");
		assertThat(this.model.takeRequestedStorages()).isEmpty();
		this.juju.commit();
		assertThat(this.model.takeRequestedStorages()).isEqualTo(Map.of("data", 2));
		assertThat(this.model.takeRequestedStorages()).isEmpty();
	}

	@Test
	void requestsOfHookThatFailsAreDropped() {
		add("data");
		this.juju.rollback();
		assertThat(this.model.takeRequestedStorages()).isEmpty();
	}

	@Test
	void commitRefusesUnknownStorageWhichNoRecordingShows() {
		add("date");
		assertRefused("charm storage \"date\" not found");
	}

	@Test
	void commitRefusesSecondOfSingularStorageWhichNoRecordingShows() {
		add("disk");
		assertRefused("cannot attach, storage is singular");
	}

	@Test
	void commitRefusesTooManyWhichNoRecordingShows() {
		add("data=3");
		assertRefused("attaching 3 storage instances brings the total to 3, exceeding the maximum of 2");
	}

	@Test
	void detachedStorageIsNotTheUnits() {
		this.model.setStorage(new SimulatedStorage(StorageId.of("data/1"), Path.of("/srv"), false));
		assertThat(this.juju.call(HookToolCall.of("storage-list")).output()).isEqualTo("disk/0\n");
		assertThat(this.model.storages("data")).isEmpty();
		assertThat(this.model.hasRoomFor("data", 2)).isTrue();
		assertThat(this.model.newStorageId("data")).hasToString("data/2");
	}

	private void add(String directive) {
		assertThat(this.juju.call(HookToolCall.of("storage-add", directive)).exitCode()).isZero();
	}

	private void assertRefused(String reason) {
		assertThatExceptionOfType(RefusedChangesException.class).isThrownBy(this.juju::commit)
			.withMessageEndingWith(": " + reason);
		assertThat(this.model.takeRequestedStorages()).isEmpty();
	}

}
