package io.opsframework.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of a command: {@code --name value}, {@code --name=value} or {@code --name},
 * anywhere among its arguments, as {@code juju} takes them.
 *
 * @param rest the command without them
 * @param values the values of those that are given, by name
 */
record CommandOptions(CommandLine rest, Map<String, List<String>> values) {

	/**
	 * Take the options of a command apart from its other arguments.
	 * @param line the command as it was typed
	 * @param known the options it takes, each with what its value is, for people; empty
	 * for one that has no value
	 * @return the options that are given
	 * @throws CommandException if one is not known, or lacks its value
	 */
	static CommandOptions of(CommandLine line, Map<String, String> known) {
		List<String> words = new ArrayList<>();
		Map<String, List<String>> values = new TreeMap<>();
		for (int i = 0; i < line.arguments().size(); i++) {
			String word = line.arguments().get(i);
			if (!word.startsWith("--")) {
				words.add(word);
				continue;
			}
			int equals = word.indexOf('=');
			String name = word.substring(2, (equals > 0) ? equals : word.length());
			String what = known.get(name);
			if (what == null || (what.isEmpty() && equals > 0)) {
				throw new CommandException("%s does not take '%s'".formatted(line.name(), word));
			}
			String value = word.substring(equals + 1);
			if (equals < 0) {
				value = what.isEmpty() ? "" : line.require(++i, what);
			}
			values.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
		}
		return new CommandOptions(new CommandLine(line.name(), words), values);
	}

	boolean has(String name) {
		return this.values.containsKey(name);
	}

	List<String> all(String name) {
		return this.values.getOrDefault(name, List.of());
	}

}
