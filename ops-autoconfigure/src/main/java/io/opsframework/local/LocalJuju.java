package io.opsframework.local;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.ConfigOption;
import io.opsframework.event.factory.JujuEvents;
import io.opsframework.juju.CloudCredential;
import io.opsframework.juju.CloudSpec;
import io.opsframework.juju.UnitName;
import io.opsframework.pebble.PebbleException;
import io.opsframework.testing.ActionOutput;
import io.opsframework.testing.Harness;
import io.opsframework.testing.TaskFailedException;

/**
 * The commands of local mode, as {@code juju} has them where it has them.
 */
final class LocalJuju {

	private static final String HOOK_FAILED = "The hook failed: Juju would drop what it wrote, and run it again before any other";

	private static final String ACTION_FAILED = "The action failed: Juju would drop what it wrote, and not run it again";

	/** A cloud that is none. */
	private static final CloudSpec CLOUD = CloudSpec.of("lxd", "localhost", CloudCredential.of("certificate",
			Map.of("client-cert", "none", "client-key", "none", "server-cert", "none")));

	private final Harness harness;

	private final CharmMetadata metadata;

	private final PrintStream out;

	private final StatusTable status;

	private final LocalRelations relations;

	private final LocalSecrets secrets;

	private final LocalStorages storages;

	private final LocalContainers containers;

	private final Commands commands = new Commands();

	private final Completion completion;

	private final HookFailures failures = new HookFailures();

	private boolean over;

	LocalJuju(Harness harness, CharmMetadata metadata, PrintStream out) {
		this.harness = harness;
		this.metadata = metadata;
		this.out = out;
		harness.onEvent(new EventPrinter(out));
		harness.onEvent(this.failures);
		this.relations = new LocalRelations(harness, metadata);
		this.storages = new LocalStorages(harness, metadata);
		this.status = new StatusTable(harness, metadata);
		this.secrets = new LocalSecrets(harness, metadata.name());
		this.containers = new LocalContainers(harness, metadata, out);
		this.completion = new Completion(metadata, this.commands, this.relations, this.secrets, this.storages,
				this.containers);
		this.commands.add("config", "[OPTION[=VALUE] ...] [--reset OPTION] [--file FILE]", "show options, or set them",
				this::config);
		addRelationCommands();
		addStorageCommands();
		this.commands.add("run", "[UNIT] ACTION [KEY=VALUE ...] [--params FILE] [--string-args]", "run an action",
				this::runAction);
		addSecretCommands();
		addContainerCommands();
		this.commands.add("leader", "true|false", "make this unit the leader, or another one", this::leader);
		this.commands.add("trust", "[APPLICATION] [--remove]", "let the charm see its cloud, or no more", this::trust);
		this.commands.add("hook", "NAME", "run a hook such as update-status", this::hook);
		this.commands.add("status", "", "show the model", this::status);
		this.commands.add("debug-log", "", "show Juju's log", this::debugLog);
		this.commands.add("help", "[COMMAND]", "show this", (line) -> this.commands.help(line, out));
		this.commands.add("exit", "", "end", this::exit);
	}

	private void addRelationCommands() {
		this.commands.add("integrate", "[APPLICATION:]ENDPOINT APPLICATION[:ENDPOINT]",
				"relate to an application with one unit", this::integrate);
		this.commands.alias("relate", "integrate");
		this.commands.add("remove-relation", "[APPLICATION:]ENDPOINT [APPLICATION[:ENDPOINT]]", "end a relation",
				this::removeRelation);
		this.commands.add("add-unit", "APPLICATION", "add a unit to a related application, or to this one",
				this::addUnit);
		this.commands.add("remove-unit", "UNIT", "remove a unit again", this::removeUnit);
		this.commands.add("relation-set", "ENDPOINT APPLICATION|UNIT KEY=VALUE ...",
				"let the other side write its databag", this::relationSet);
		this.commands.add("relation-get", "ENDPOINT APPLICATION|UNIT", "show a databag", this::relationGet);
	}

	private void addStorageCommands() {
		this.commands.add("add-storage", "[UNIT] STORAGE[=COUNT]", "give the unit instances of a storage",
				(line) -> play(this.storages.add(line)));
		this.commands.add("detach-storage", "STORAGE/NUMBER", "take a storage instance from the unit",
				(line) -> play(this.storages.detach(line)));
		this.commands.add("attach-storage", "[UNIT] STORAGE/NUMBER", "give it back",
				(line) -> play(this.storages.attach(line)));
		this.commands.add("remove-storage", "STORAGE/NUMBER", "remove a storage instance",
				(line) -> play(this.storages.remove(line)));
	}

	private void addSecretCommands() {
		this.commands.add("add-secret", "NAME [KEY=VALUE ...] [--info TEXT] [--file FILE]",
				"add a secret, and show its id", this::addSecret);
		this.commands.add("update-secret", "NAME|ID [KEY=VALUE ...] [--name NAME] [--info TEXT] [--file FILE]",
				"give a secret other content", this::updateSecret);
		this.commands.add("grant-secret", "NAME|ID APPLICATION", "let the charm read a secret",
				(line) -> play(() -> this.secrets.grant(line)));
		this.commands.add("revoke-secret", "NAME|ID APPLICATION", "let the charm read it no more",
				(line) -> play(() -> this.secrets.revoke(line)));
		this.commands.add("remove-secret", "NAME|ID [--revision REVISION]", "remove a secret",
				(line) -> this.secrets.remove(CommandOptions.of(line, LocalSecrets.REMOVE_OPTIONS)));
	}

	private void addContainerCommands() {
		this.commands.add("pebble", "plan|services|checks CONTAINER", "show what a container's Pebble has",
				this.containers::show);
		this.commands.add("pebble-ready", "CONTAINER", "let a container start",
				(line) -> play(this.containers.start(line)));
		this.commands.add("pebble-notify", "CONTAINER KEY [NAME=VALUE ...]", "let a workload send a notice",
				(line) -> play(this.containers.notify(line)));
		this.commands.add("pebble-check-failed", "CONTAINER CHECK", "let a check fail",
				(line) -> play(this.containers.failCheck(line)));
		this.commands.add("pebble-check-recovered", "CONTAINER CHECK", "let it succeed again",
				(line) -> play(this.containers.recoverCheck(line)));
	}

	boolean isOver() {
		return this.over;
	}

	int failedHooks() {
		return this.failures.count();
	}

	void deploy() {
		this.out.println("Deploying " + this.metadata.name());
		this.harness.setLeader(true);
		play(this.harness::beginWithInitialHooks);
		this.status.print(this.out);
	}

	/**
	 * Follow a command. Where a hook fails, that is shown, and the session goes on.
	 * @param text the command as it is typed; an empty one is followed by doing nothing
	 * @throws CommandException if it cannot be followed
	 */
	void run(String text) {
		CommandLine line = CommandLine.parse(text);
		if (!line.name().isEmpty()) {
			this.commands.run(line);
		}
	}

	/**
	 * What can be typed next.
	 * @param words the words before it
	 * @return all names that fit there; empty where nothing is known
	 */
	Collection<String> complete(List<String> words) {
		return this.completion.after(words);
	}

	private void config(CommandLine line) {
		CommandOptions given = CommandOptions.of(line, ConfigChange.OPTIONS);
		CommandOptions options = new CommandOptions(withoutApplication(given), given.values());
		List<String> words = options.rest().arguments();
		boolean isChange = !options.values().isEmpty() || words.size() > 1;
		if (words.isEmpty() && !isChange) {
			this.metadata.options().keySet().forEach((name) -> this.out.println("  " + name + "=" + configured(name)));
		}
		else if (!isChange && words.get(0).indexOf('=') < 0) {
			this.out.println("  " + configured(words.get(0)));
		}
		else {
			ConfigChange change = ConfigChange.of(options, this.metadata);
			play(() -> this.harness.updateConfig(change.values(), change.unset().toArray(String[]::new)));
		}
	}

	private CommandLine withoutApplication(CommandOptions options) {
		CommandLine line = options.rest();
		String first = line.arguments().isEmpty() ? "" : line.arguments().get(0);
		if (first.equals(this.metadata.name())) {
			return line.from(1);
		}
		if (this.relations.applications().contains(first)) {
			throw new CommandException("'%s' is only simulated, and has no options".formatted(first));
		}
		boolean isWord = !first.isEmpty() && first.indexOf('=') < 0;
		boolean isChange = line.arguments().size() > 1 || !options.values().isEmpty();
		if (isWord && isChange && !this.metadata.options().containsKey(first)) {
			throw this.relations.noApplication(first);
		}
		return line;
	}

	private Object configured(String name) {
		Object value = this.harness.state().config().getOrDefault(name, option(name).defaultValue());
		return (value != null) ? value : "";
	}

	private ConfigOption option(String name) {
		return LocalValues.declared("option", name, this.metadata.options());
	}

	private void integrate(CommandLine line) {
		RelationSides sides = RelationSides.of(line, this.metadata);
		String application = sides.requireApplication(line);
		String endpoint = sides.requireEndpoint(this.metadata);
		play(() -> this.relations.add(endpoint, application));
	}

	private void removeRelation(CommandLine line) {
		RelationSides sides = RelationSides.of(line, this.metadata);
		if (sides.endpoint() == null) {
			sides.requireApplication(line);
		}
		int relation = this.relations.find(sides);
		play(() -> this.relations.remove(relation));
	}

	private void addUnit(CommandLine line) {
		line.requireAtMost(1);
		String application = LocalValues.application(line.require(0, "an application"));
		play(() -> this.relations.addUnit(application));
	}

	private void removeUnit(CommandLine line) {
		line.requireAtMost(1);
		UnitName unit = LocalValues.unit(line.require(0, "a unit"));
		play(() -> this.relations.removeUnit(unit));
	}

	private void relationSet(CommandLine line) {
		String endpoint = line.require(0, "an endpoint");
		String member = line.require(1, "an application or a unit");
		line.require(2, "a key and its value");
		Map<String, String> values = line.pairs(2);
		int relation = this.relations.findMember(endpoint, member);
		play(() -> this.harness.updateRelationData(relation, member, values));
	}

	private void relationGet(CommandLine line) {
		line.requireAtMost(2);
		String member = line.require(1, "an application or a unit");
		int relation = this.relations.findMember(line.require(0, "an endpoint"), member);
		new TreeMap<>(this.harness.relationData(relation, member))
			.forEach((key, value) -> this.out.println("  " + key + "=" + value));
	}

	private void runAction(CommandLine line) {
		CommandOptions options = CommandOptions.of(line, ActionParameters.OPTIONS);
		CommandLine rest = options.rest();
		while (!rest.arguments().isEmpty() && rest.arguments().get(0).matches("[^=]*/[^=]*")) {
			requirePlaying(rest.arguments().get(0));
			rest = rest.from(1);
		}
		String name = rest.require(0, "an action");
		LocalValues.declared("action", name, this.metadata.actions());
		Map<String, Object> parameters = ActionParameters.of(new CommandOptions(rest.from(1), options.values()));
		play(() -> print(this.harness.runAction(name, parameters)), ACTION_FAILED);
	}

	private void requirePlaying(String text) {
		UnitName playing = new UnitName(this.metadata.name(), 0);
		if (text.equals(this.metadata.name() + "/leader")) {
			if (!this.harness.state().leader()) {
				throw new CommandException("%s does not lead; 'leader true' lets it".formatted(playing));
			}
			return;
		}
		UnitName unit = LocalValues.unit(text);
		if (!this.relations.allUnits().contains(unit)) {
			throw this.relations.noUnit(unit);
		}
		if (!unit.equals(playing)) {
			throw new CommandException("%s is only simulated; %s runs actions".formatted(unit, playing));
		}
	}

	private void print(ActionOutput output) {
		output.log().forEach((message) -> this.out.println("  " + message));
		new TreeMap<>(output.results()).forEach((key, value) -> this.out.println("  " + key + ": " + value));
	}

	private void addSecret(CommandLine line) {
		CommandOptions options = CommandOptions.of(line, LocalSecrets.ADD_OPTIONS);
		play(() -> this.out.println("  " + this.secrets.add(options)));
	}

	private void updateSecret(CommandLine line) {
		CommandOptions options = CommandOptions.of(line, LocalSecrets.UPDATE_OPTIONS);
		play(() -> this.secrets.update(options));
	}

	private void leader(CommandLine line) {
		line.requireAtMost(1);
		String value = line.require(0, "true or false");
		if (!value.equals("true") && !value.equals("false")) {
			throw new CommandException("Expected true or false, and not '%s'".formatted(value));
		}
		play(() -> this.harness.setLeader(value.equals("true")));
	}

	private void trust(CommandLine line) {
		CommandOptions options = CommandOptions.of(line, Map.of("remove", ""));
		options.rest().requireAtMost(1);
		if (!options.rest().arguments().isEmpty()) {
			String application = options.rest().arguments().get(0);
			if (!application.equals(this.metadata.name())) {
				throw new CommandException("'%s' is not the application that is played, '%s'".formatted(application,
						this.metadata.name()));
			}
		}
		play(() -> this.harness.setCloudSpec(options.has("remove") ? null : CLOUD));
	}

	private void hook(CommandLine line) {
		line.requireAtMost(1);
		String name = line.require(0, "a hook");
		if (!JujuEvents.plainHooks().contains(name)) {
			throw new CommandException("'%s' is not one of %s; the others follow from what happens in the model"
				.formatted(name, String.join(", ", JujuEvents.plainHooks())));
		}
		play(() -> this.harness.hook(name));
	}

	private void status(CommandLine line) {
		line.requireAtMost(0);
		this.status.print(this.out);
	}

	private void debugLog(CommandLine line) {
		line.requireAtMost(0);
		this.harness.juju().model().log().forEach((entry) -> this.out.println("  " + entry));
	}

	private void exit(CommandLine line) {
		line.requireAtMost(0);
		this.over = true;
	}

	private void play(Runnable change) {
		play(change, HOOK_FAILED);
	}

	private void play(Runnable change, String explanation) {
		try {
			change.run();
		}
		catch (TaskFailedException ex) {
			print(ex.getOutput());
			this.out.println("  The action failed: " + ex.getMessage());
		}
		catch (IllegalArgumentException | PebbleException ex) {
			requireFailure(ex, new CommandException(String.valueOf(ex.getMessage())));
			this.out.println(explanation);
		}
		catch (RuntimeException ex) {
			requireFailure(ex, ex);
			this.out.println(explanation);
		}
	}

	private void requireFailure(RuntimeException ex, RuntimeException otherwise) {
		if (!this.failures.contains(ex)) {
			throw otherwise;
		}
	}

}
