package io.opsframework.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A command with its arguments, split at white space; quotes keep it together. The
 * {@code juju} that a person is used to type before it is left out.
 *
 * @param name the command
 * @param arguments the arguments
 */
record CommandLine(String name, List<String> arguments) {

	private static final String JUJU = "juju";

	static CommandLine parse(String line) {
		List<String> words = split(line);
		if (!words.isEmpty() && words.get(0).equals(JUJU)) {
			words.remove(0);
		}
		return words.isEmpty() ? new CommandLine("", List.of())
				: new CommandLine(words.get(0), List.copyOf(words.subList(1, words.size())));
	}

	private static List<String> split(String line) {
		List<String> words = new ArrayList<>();
		@Nullable StringBuilder word = null;
		char quote = 0;
		for (char c : line.toCharArray()) {
			if (quote == 0 && (c == '"' || c == '\'')) {
				quote = c;
				word = (word != null) ? word : new StringBuilder();
			}
			else if (c == quote) {
				quote = 0;
			}
			else if (quote == 0 && Character.isWhitespace(c)) {
				word = endOf(word, words);
			}
			else {
				word = ((word != null) ? word : new StringBuilder()).append(c);
			}
		}
		if (quote != 0) {
			throw new CommandException("A quote %s is not closed".formatted(quote));
		}
		endOf(word, words);
		return words;
	}

	private static @Nullable StringBuilder endOf(@Nullable StringBuilder word, List<String> words) {
		if (word != null) {
			words.add(word.toString());
		}
		return null;
	}

	/**
	 * The same command with the arguments from one on.
	 * @param index the first argument that is kept
	 * @return the rest of this line
	 */
	CommandLine from(int index) {
		return new CommandLine(this.name, this.arguments.subList(index, this.arguments.size()));
	}

	String require(int index, String what) {
		if (index >= this.arguments.size()) {
			throw new CommandException("%s needs %s".formatted(this.name, what));
		}
		return this.arguments.get(index);
	}

	void requireAtMost(int count) {
		if (this.arguments.size() > count) {
			throw new CommandException("%s does not take '%s'".formatted(this.name, this.arguments.get(count)));
		}
	}

	/**
	 * Take arguments of the form {@code key=value} apart.
	 * @param from the first of them
	 * @return all from there on, in order
	 * @throws CommandException if one is not of this form
	 */
	Map<String, String> pairs(int from) {
		Map<String, String> pairs = new LinkedHashMap<>();
		for (int i = from; i < this.arguments.size(); i++) {
			String argument = this.arguments.get(i);
			int equals = argument.indexOf('=');
			if (equals < 1) {
				throw new CommandException("Expected key=value, and not '%s'".formatted(argument));
			}
			pairs.put(argument.substring(0, equals), argument.substring(equals + 1));
		}
		return pairs;
	}

}
