package io.opsframework.local;

import java.util.Collection;
import java.util.List;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.juju.StorageId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedStorage;
import io.opsframework.testing.Harness;

/**
 * The storages of the unit that plays, as commands name them.
 */
final class LocalStorages {

	private final Harness harness;

	private final CharmMetadata metadata;

	LocalStorages(Harness harness, CharmMetadata metadata) {
		this.harness = harness;
		this.metadata = metadata;
	}

	/**
	 * Read the command that adds instances.
	 * @param line the command
	 * @return adds them
	 */
	Runnable add(CommandLine line) {
		CommandLine rest = withoutUnit(line);
		rest.requireAtMost(1);
		String directive = rest.require(0, "a storage");
		int equals = directive.indexOf('=');
		String name = (equals != -1) ? directive.substring(0, equals) : directive;
		LocalValues.declared("storage", name, this.metadata.storages());
		int count = (equals != -1) ? count(directive.substring(equals + 1)) : 1;
		return () -> this.harness.addStorage(name, count);
	}

	private static int count(String text) {
		if (!text.matches("[1-9][0-9]{0,3}")) {
			throw new CommandException(
					"Expected how many, and not '%s'; pools and sizes are not simulated".formatted(text));
		}
		return Integer.parseInt(text);
	}

	Runnable attach(CommandLine line) {
		String storage = id(withoutUnit(line));
		return () -> this.harness.attachStorage(storage);
	}

	Runnable detach(CommandLine line) {
		String storage = id(line);
		return () -> this.harness.detachStorage(storage);
	}

	Runnable remove(CommandLine line) {
		String storage = id(line);
		return () -> this.harness.removeStorage(storage);
	}

	private CommandLine withoutUnit(CommandLine line) {
		if (line.arguments().size() < 2) {
			return line;
		}
		UnitName unit = LocalValues.unit(line.arguments().get(0));
		UnitName playing = new UnitName(this.metadata.name(), 0);
		if (!unit.equals(playing)) {
			throw new CommandException("'%s' is not the unit that plays, which is %s".formatted(unit, playing));
		}
		return line.from(1);
	}

	private static String id(CommandLine line) {
		line.requireAtMost(1);
		try {
			return StorageId.of(line.require(0, "a storage id")).toString();
		}
		catch (IllegalArgumentException ex) {
			throw new CommandException(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * The storage instances of the model.
	 * @return attached and detached ones
	 */
	Collection<SimulatedStorage> all() {
		return this.harness.juju().model().storages().values();
	}

	List<String> ids(boolean attached) {
		return all().stream()
			.filter((storage) -> storage.attached() == attached)
			.map((storage) -> storage.id().toString())
			.toList();
	}

}
