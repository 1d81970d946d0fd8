package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.opsframework.archive.ArchiveApplication;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.companion.CompanionApplication;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.StorageId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.SimulatedRelation;
import io.opsframework.simulation.SimulatedStatus;
import io.opsframework.simulation.SimulatedStorage;
import io.opsframework.testing.Events;
import io.opsframework.testing.RelationState;
import io.opsframework.testing.StorageState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the whole lives of units of other charms than the greeter, in the order in
 * which Juju has them.
 */
class LivesIntegrationTests {

	@TempDir
	private Path directory;

	@Test
	void machineCharmLivesWithStorageAndResource() throws IOException {
		SimulatedModel model = new SimulatedModel(UnitName.of("archive/0"), Map.of("motto", "Read more"));
		model.setDeclaredStorages(metadata(ArchiveApplication.class).storages());
		model.setResource("catalogue", Files.writeString(this.directory.resolve("catalogue.txt"), "Rime, 1798"));
		try (UnitLife life = life(ArchiveApplication.class, model)) {
			StorageState shelf = attach(model, "shelf/0");
			life.run(Events.storageAttached(shelf));
			assertThat(shelf.location().resolve("label")).hasContent("shelf/0");
			life.run(Events.install());
			assertThat(shelf.location().resolve("catalogue")).hasContent("Rime, 1798");
			life.run(Events.configChanged());
			assertThat(shelf.location().resolve("motto")).hasContent("Read more");
			life.run(Events.start());
			assertStatus(model, "active", "1 shelves");
			SimulatedRelation readers = model.addRelation(RelationId.of("readers:1"), "library");
			readers.addUnit(UnitName.of("library/0"));
			readers.updateDatabag("library/0", Map.of("name", "Ada"));
			life.run(Events.relationChanged(
					RelationState.of("readers:1", "library").withRemoteUnit("library/0", Map.of("name", "Ada"))));
			assertThat(readers.databag("archive/0")).containsEntry("catalogue",
					shelf.location().resolve("catalogue") + " for Ada");
			life.run(Events.upgradeCharm());
			assertThat(model.takeRequestedStorages()).isEqualTo(Map.of("shelf", 1));
			life.run(Events.storageAttached(attach(model, "shelf/1")));
			assertStatus(model, "active", "2 shelves");
			life.run(Events.storageDetaching(shelf));
			assertThat(shelf.location().resolve("label")).doesNotExist();
			assertStatus(model, "active", "1 shelves");
			model.removeStorage(shelf.id());
			life.run(Events.stop());
			life.run(Events.remove());
			assertThat(model.log()).noneMatch((line) -> line.level().matches("WARNING|ERROR"));
		}
	}

	@Test
	void subordinateLivesBesideItsPrincipal() throws IOException {
		SimulatedModel model = new SimulatedModel(UnitName.of("companion/3"), Map.of());
		SimulatedRelation host = model.addRelation(RelationId.of("host:1"), "wiki");
		RelationState relation = RelationState.subordinate("host:1", "wiki/0");
		try (UnitLife life = life(CompanionApplication.class, model)) {
			life.run(Events.install());
			assertStatus(model, "waiting", "for the principal");
			model.enter(host);
			life.run(Events.relationCreated(relation));
			assertThat(model.workloadVersion().current()).isEqualTo("beside wiki");
			life.run(Events.configChanged());
			life.run(Events.start());
			host.addUnit(UnitName.of("wiki/0"));
			life.run(Events.relationJoined(relation));
			assertThat(host.databag("companion/3")).containsEntry("beside", "wiki/0");
			assertStatus(model, "active", "beside wiki/0");
			life.run(Events.upgradeCharm());
			host.removeUnit(UnitName.of("wiki/0"));
			life.run(Events.relationDeparted(relation, "wiki/0"));
			host.markDying();
			life.run(Events.relationBroken(relation));
			assertThat(model.workloadVersion().current()).isEmpty();
			assertStatus(model, "waiting", "for the principal");
			model.removeRelation(1);
			life.run(Events.stop());
			life.run(Events.remove());
			assertThat(model.log()).noneMatch((line) -> line.level().matches("WARNING|ERROR"));
		}
	}

	private static void assertStatus(SimulatedModel model, String status, String message) {
		assertThat(model.unitStatus().current()).isEqualTo(new SimulatedStatus(status, message));
	}

	private UnitLife life(Class<?> application, SimulatedModel model) throws IOException {
		Path charm = new VariantCharm(application).packIn(this.directory);
		return new UnitLife(charm, this.directory.resolve("tools"), model);
	}

	private StorageState attach(SimulatedModel model, String id) throws IOException {
		StorageState storage = StorageState.of(id, Files.createDirectories(this.directory.resolve(id)));
		model.setStorage(new SimulatedStorage(StorageId.of(id), storage.location(), true));
		return storage;
	}

	private static CharmMetadata metadata(Class<?> application) {
		return CharmMetadata.fromCharmcraft("charmcraft.yaml", application.getResourceAsStream("charmcraft.yaml"));
	}

}
