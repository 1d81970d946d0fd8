package io.opsframework.local;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.opsframework.charm.ActionMetadata;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.factory.JujuEvents;
import io.opsframework.juju.UnitName;

/**
 * The names that can be typed at some place of a command.
 */
final class Completion {

	private final CharmMetadata metadata;

	private final Commands commands;

	private final LocalRelations relations;

	private final LocalSecrets secrets;

	private final LocalStorages storages;

	private final LocalContainers containers;

	Completion(CharmMetadata metadata, Commands commands, LocalRelations relations, LocalSecrets secrets,
			LocalStorages storages, LocalContainers containers) {
		this.metadata = metadata;
		this.commands = commands;
		this.relations = relations;
		this.secrets = secrets;
		this.storages = storages;
		this.containers = containers;
	}

	Collection<String> after(List<String> words) {
		if (words.equals(List.of("juju")) || words.isEmpty()) {
			return this.commands.names();
		}
		List<String> line = words.get(0).equals("juju") ? words.subList(1, words.size()) : words;
		List<String> arguments = line.subList(1, line.size());
		return switch (this.commands.nameOf(line.get(0))) {
			case "config" -> options(arguments);
			case "integrate", "remove-relation" -> sides(arguments);
			case "relation-set", "relation-get" -> members(arguments);
			case "add-unit" -> first(arguments, this.relations.applications());
			case "remove-unit" -> first(arguments, units());
			case "add-storage" -> ofUnit(arguments, this.metadata.storages().keySet());
			case "detach-storage" -> first(arguments, this.storages.ids(true));
			case "attach-storage" -> ofUnit(arguments, this.storages.ids(false));
			case "remove-storage" -> first(arguments,
					Stream.of(true, false).flatMap((attached) -> this.storages.ids(attached).stream()).toList());
			case "run" -> action(arguments);
			case "update-secret", "remove-secret" -> first(arguments, this.secrets.names());
			case "grant-secret", "revoke-secret" -> grant(arguments);
			case "pebble" -> pebble(arguments);
			case "pebble-ready", "pebble-notify" -> first(arguments, this.metadata.containers().keySet());
			case "pebble-check-failed", "pebble-check-recovered" -> check(arguments);
			case "leader" -> first(arguments, List.of("true", "false"));
			case "trust" -> first(arguments, List.of(this.metadata.name(), "--remove"));
			case "hook" -> first(arguments, JujuEvents.plainHooks());
			case "help" -> first(arguments, this.commands.names());
			default -> List.of();
		};
	}

	private static Collection<String> first(List<String> arguments, Collection<String> names) {
		return arguments.isEmpty() ? names : List.of();
	}

	// The unit comes first, and can be left out.
	private Collection<String> ofUnit(List<String> arguments, Collection<String> names) {
		String unit = this.metadata.name() + "/0";
		if (arguments.isEmpty()) {
			return Stream.concat(names.stream(), Stream.of(unit)).toList();
		}
		return arguments.equals(List.of(unit)) ? names : List.of();
	}

	private List<String> options(List<String> arguments) {
		Set<String> names = this.metadata.options().keySet();
		if (!arguments.isEmpty() && arguments.get(arguments.size() - 1).equals("--reset")) {
			return List.copyOf(names);
		}
		Stream<String> application = arguments.isEmpty() ? Stream.of(this.metadata.name()) : Stream.of();
		return Stream
			.of(application, names.stream().map((name) -> name + "="),
					ConfigChange.OPTIONS.keySet().stream().map((name) -> "--" + name))
			.flatMap((each) -> each)
			.toList();
	}

	private Collection<String> pebble(List<String> arguments) {
		return (arguments.size() == 1) ? this.metadata.containers().keySet()
				: first(arguments, LocalContainers.SUBJECTS);
	}

	private Collection<String> check(List<String> arguments) {
		return (arguments.size() == 1) ? this.containers.checks(arguments.get(0))
				: first(arguments, this.metadata.containers().keySet());
	}

	private Collection<String> sides(List<String> arguments) {
		if (arguments.isEmpty()) {
			Set<String> endpoints = this.metadata.relations().keySet();
			return Stream
				.concat(endpoints.stream(), endpoints.stream().map((name) -> this.metadata.name() + ":" + name))
				.toList();
		}
		return (arguments.size() == 1) ? this.relations.applications() : List.of();
	}

	private Collection<String> members(List<String> arguments) {
		if (arguments.isEmpty()) {
			return this.metadata.relations().keySet();
		}
		return (arguments.size() == 1)
				? Stream.concat(this.relations.applications().stream(), units().stream()).toList() : List.of();
	}

	private Collection<String> grant(List<String> arguments) {
		return (arguments.size() == 1) ? List.of(this.metadata.name()) : first(arguments, this.secrets.names());
	}

	private List<String> units() {
		return this.relations.allUnits().stream().map(UnitName::toString).toList();
	}

	private Collection<String> action(List<String> arguments) {
		List<String> words = arguments.stream().filter((word) -> word.indexOf('/') < 0).toList();
		if (words.isEmpty()) {
			Stream<String> unit = arguments.isEmpty() ? Stream.of(this.metadata.name() + "/0") : Stream.of();
			return Stream.concat(this.metadata.actions().keySet().stream(), unit).toList();
		}
		ActionMetadata action = this.metadata.actions().get(words.get(0));
		Stream<String> parameters = (action != null) ? action.parameters().keySet().stream().map((name) -> name + "=")
				: Stream.of();
		return Stream.concat(parameters, ActionParameters.OPTIONS.keySet().stream().map((name) -> "--" + name))
			.toList();
	}

}
