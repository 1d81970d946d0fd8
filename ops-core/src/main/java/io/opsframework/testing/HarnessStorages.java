package io.opsframework.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.opsframework.charm.StorageMetadata;
import io.opsframework.charm.StorageType;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.StorageId;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.SimulatedStorage;
import org.jspecify.annotations.Nullable;

/**
 * The storages of a {@link Harness}: which events Juju sends for which change.
 */
final class HarnessStorages {

	private final SimulatedUnit unit;

	private final Consumer<SimulatedEvent> events;

	private @Nullable Path directory;

	HarnessStorages(SimulatedUnit unit, Consumer<SimulatedEvent> events) {
		this.unit = unit;
		this.events = events;
	}

	void setDirectory(Path directory) {
		this.directory = directory;
	}

	List<String> add(String name, int count) {
		requireRoom(name, count);
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ids.add(add(name, (Path) null));
		}
		return ids;
	}

	String add(String name, @Nullable Path location) {
		requireRoom(name, 1);
		StorageId id = model().newStorageId(name);
		attach(new SimulatedStorage(id, (location != null) ? location : makeLocation(id), false));
		return id.toString();
	}

	private Path makeLocation(StorageId id) {
		boolean device = declared().get(id.storage()).type() == StorageType.BLOCK;
		if (this.directory == null || device) {
			return model().defaultLocation(id);
		}
		try {
			return Files.createDirectories(this.directory.resolve(id.toString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Storage '%s' cannot be made".formatted(id), ex);
		}
	}

	void attach(String id) {
		SimulatedStorage storage = require(id);
		if (storage.attached()) {
			throw new IllegalArgumentException("Storage '%s' is attached already".formatted(id));
		}
		requireRoom(storage.id().storage(), 1);
		attach(storage);
	}

	private void attach(SimulatedStorage storage) {
		SimulatedStorage attached = new SimulatedStorage(storage.id(), storage.location(), true);
		model().setStorage(attached);
		send(HookKind.STORAGE_ATTACHED, attached);
	}

	void detach(String id) {
		SimulatedStorage storage = require(id);
		if (!storage.attached()) {
			throw new IllegalArgumentException("Storage '%s' is not attached".formatted(id));
		}
		send(HookKind.STORAGE_DETACHING, storage);
		model().setStorage(new SimulatedStorage(storage.id(), storage.location(), false));
	}

	void remove(String id) {
		if (require(id).attached()) {
			detach(id);
		}
		model().removeStorage(StorageId.of(id));
	}

	// Juju makes at least as many as the charm asks for.
	void addMissing() {
		declared().forEach((name, storage) -> {
			while (model().storages(name).size() < storage.instances().minimum()) {
				add(name, (Path) null);
			}
		});
	}

	void sendAttached() {
		attached().forEach((storage) -> send(HookKind.STORAGE_ATTACHED, storage));
	}

	// Juju makes what hooks asked for.
	void addRequested() {
		model().takeRequestedStorages().forEach(this::add);
	}

	private void requireRoom(String name, int count) {
		StorageMetadata storage = declared().get(name);
		if (storage == null) {
			throw new IllegalArgumentException(
					"The charm declares no storage '%s', only %s".formatted(name, declared().keySet()));
		}
		if (!model().hasRoomFor(name, count)) {
			throw new IllegalArgumentException("Storage '%s' can have %d instances and has %d: %d cannot be added"
				.formatted(name, storage.instances().maximum(), model().storages(name).size(), count));
		}
	}

	private SimulatedStorage require(String id) {
		SimulatedStorage storage = model().storages().get(StorageId.of(id));
		if (storage == null) {
			throw new IllegalArgumentException(
					"There is no storage '%s', only %s".formatted(id, model().storages().keySet()));
		}
		return storage;
	}

	private List<SimulatedStorage> attached() {
		return model().storages().values().stream().filter(SimulatedStorage::attached).toList();
	}

	private Map<String, StorageMetadata> declared() {
		return this.unit.charm().metadata().storages();
	}

	private SimulatedModel model() {
		return this.unit.model();
	}

	private void send(HookKind kind, SimulatedStorage storage) {
		this.events.accept(Events.storage(kind, new StorageState(storage.id(), storage.location())));
	}

}
