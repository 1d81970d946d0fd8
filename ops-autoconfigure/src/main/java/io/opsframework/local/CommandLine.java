package io.opsframework.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A command with its arguments, split at white space; quotes keep it together.
 *
 * @param name the command
 * @param arguments the arguments
 */
record CommandLine(String name, List<String> arguments) {

	static CommandLine parse(String line) {
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
		return words.isEmpty() ? new CommandLine("", List.of())
				: new CommandLine(words.get(0), List.copyOf(words.subList(1, words.size())));
	}

	private static @Nullable StringBuilder endOf(@Nullable StringBuilder word, List<String> words) {
		if (word != null) {
			words.add(word.toString());
		}
		return null;
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
	 * Take an argument of the form {@code key=value} apart.
	 * @param index where the argument is
	 * @param consumer takes key and value
	 * @throws CommandException if it is not of this form
	 */
	void pair(int index, BiConsumer<String, String> consumer) {
		String argument = this.arguments.get(index);
		int equals = argument.indexOf('=');
		if (equals < 1) {
			throw new CommandException("Expected key=value, and not '%s'".formatted(argument));
		}
		consumer.accept(argument.substring(0, equals), argument.substring(equals + 1));
	}

	Map<String, String> pairs(int from) {
		Map<String, String> pairs = new LinkedHashMap<>();
		for (int i = from; i < this.arguments.size(); i++) {
			pair(i, pairs::put);
		}
		return pairs;
	}

}
