package io.opsframework.local;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The commands of local mode by name.
 */
final class Commands {

	private final Map<String, Command> commands = new LinkedHashMap<>();

	private final Map<String, String> aliases = new LinkedHashMap<>();

	void add(String name, String arguments, String purpose, Consumer<CommandLine> action) {
		this.commands.put(name, new Command(name, arguments, purpose, action));
	}

	/**
	 * Let a command have another name, that help does not show.
	 * @param alias the other name
	 * @param name the command's name
	 */
	void alias(String alias, String name) {
		this.aliases.put(alias, name);
	}

	/**
	 * The name of a command.
	 * @param name its name, or another one it has
	 * @return the name that help shows
	 */
	String nameOf(String name) {
		return this.aliases.getOrDefault(name, name);
	}

	Set<String> names() {
		return this.commands.keySet();
	}

	/**
	 * Follow a command.
	 * @param line the command with its arguments
	 * @throws CommandException if there is no such command, or it cannot be followed
	 */
	void run(CommandLine line) {
		Command command = require(line.name());
		try {
			command.action().accept(line);
		}
		catch (CommandException ex) {
			throw new CommandException("%s%nUsage: %s".formatted(ex.getMessage(), command.usage()));
		}
	}

	private Command require(String name) {
		Command command = this.commands.get(nameOf(name));
		if (command == null) {
			throw new CommandException(
					"Unknown command '%s'; there are %s".formatted(name, String.join(", ", this.commands.keySet())));
		}
		return command;
	}

	void help(CommandLine line, PrintStream out) {
		line.requireAtMost(1);
		Collection<Command> shown = line.arguments().isEmpty() ? this.commands.values()
				: List.of(require(line.arguments().get(0)));
		shown.forEach((command) -> out.printf("  %-66s %s%n", command.usage(), command.purpose()));
	}

	/**
	 * A command.
	 *
	 * @param name its name
	 * @param arguments what it takes, for people
	 * @param purpose what it does, for people
	 * @param action what it does
	 */
	private record Command(String name, String arguments, String purpose, Consumer<CommandLine> action) {

		String usage() {
			return (this.name + " " + this.arguments).strip();
		}

	}

}
