package io.opsframework.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Takes an argument list apart as Juju's flag library does: options between arguments,
 * {@code --option=value}, {@code --option value}, {@code -o value}, {@code -ovalue},
 * several letters behind one dash, and {@code --} as the end of the options.
 */
final class ArgumentParser {

	private static final Set<String> HELP = Set.of("h", "help");

	private final Options known;

	private final HookContext hook;

	private final Deque<String> rest;

	private final Map<String, String> options = new HashMap<>();

	private final List<String> positional = new ArrayList<>();

	private ArgumentParser(Options known, List<String> arguments, HookContext hook) {
		this.known = known;
		this.hook = hook;
		this.rest = new ArrayDeque<>(arguments);
	}

	static Arguments parse(Options known, List<String> arguments, HookContext hook) {
		ArgumentParser parser = new ArgumentParser(known, arguments, hook);
		String argument;
		while ((argument = parser.rest.poll()) != null) {
			parser.parse(argument);
		}
		return new Arguments(parser.options, parser.positional);
	}

	private void parse(String argument) {
		if (argument.equals("--")) {
			this.positional.addAll(this.rest);
			this.rest.clear();
		}
		else if (argument.startsWith("--")) {
			parseLong(argument.substring(2));
		}
		else if (argument.startsWith("-") && argument.length() > 1) {
			parseShort(argument.substring(1));
		}
		else {
			this.positional.add(argument);
		}
	}

	private void parseLong(String text) {
		int equals = text.indexOf('=');
		if (equals < 0) {
			accept(text, null);
		}
		else {
			accept(text.substring(0, equals), text.substring(equals + 1));
		}
	}

	private void parseShort(String letters) {
		for (int i = 0; i < letters.length(); i++) {
			String name = letters.substring(i, i + 1);
			String tail = letters.substring(i + 1);
			if (!tail.isEmpty() && (!find(name).flag() || tail.startsWith("="))) {
				accept(name, tail);
				return;
			}
			accept(name, null);
		}
	}

	private void accept(String name, @Nullable String attached) {
		Option option = find(name);
		String value = (attached != null) ? attached : (option.flag() ? "true" : next(name));
		String problem = option.check().problem(value, this.hook);
		if (problem != null) {
			throw ToolException
				.usage("invalid value %s for option %s: %s".formatted(GoText.quote(value), dashed(name), problem));
		}
		this.options.put(option.name(), value);
	}

	private Option find(String name) {
		Option option = this.known.find(name);
		if (option == null && HELP.contains(name)) {
			throw new HelpException();
		}
		if (option == null) {
			throw ToolException.usage("option provided but not defined: " + dashed(name));
		}
		return option;
	}

	private String next(String name) {
		String next = this.rest.poll();
		if (next == null) {
			throw ToolException.usage("option needs an argument: " + dashed(name));
		}
		return next;
	}

	private static String dashed(String name) {
		return ((name.length() > 1) ? "--" : "-") + name;
	}

}
