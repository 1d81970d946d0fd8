package io.opsframework.local;

import java.util.Map;

import io.opsframework.charm.ConfigOption;
import io.opsframework.juju.UnitName;

/**
 * Values as they are typed.
 */
final class LocalValues {

	private LocalValues() {
	}

	/**
	 * What the charm declares under a name that was typed.
	 * @param <T> the type of what is declared
	 * @param kind what it is, for people
	 * @param name the name
	 * @param all all that the charm declares of this kind
	 * @return what is declared
	 * @throws CommandException if the charm declares no such name
	 */
	static <T> T declared(String kind, String name, Map<String, T> all) {
		T found = all.get(name);
		if (found == null) {
			throw new CommandException("The charm has no %s '%s'; it has %s".formatted(kind, name,
					all.isEmpty() ? "none" : String.join(", ", all.keySet())));
		}
		return found;
	}

	// Juju refuses these too.
	static Object of(ConfigOption option, String text) {
		try {
			return switch (option.type()) {
				case STRING -> text;
				case SECRET -> secret(option, text);
				case INT -> Long.valueOf(text);
				case FLOAT -> Double.valueOf(text);
				case BOOLEAN -> bool(text);
			};
		}
		catch (IllegalArgumentException ex) {
			throw new CommandException(
					"Option '%s' takes %s, and not '%s'".formatted(option.name(), option.type().expectation(), text));
		}
	}

	// What is typed here by mistake can be the content.
	private static String secret(ConfigOption option, String text) {
		if (!option.type().accepts(text)) {
			throw new CommandException("Option '%s' takes the id of a secret, 'secret:...', which add-secret shows"
				.formatted(option.name()));
		}
		return text;
	}

	private static boolean bool(String text) {
		if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
			throw new IllegalArgumentException(text);
		}
		return Boolean.parseBoolean(text);
	}

	static String application(String text) {
		try {
			return UnitName.of(text + "/0").application();
		}
		catch (IllegalArgumentException ex) {
			throw new CommandException("'%s' is not the name of an application".formatted(text));
		}
	}

	static UnitName unit(String text) {
		try {
			return UnitName.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new CommandException(String.valueOf(ex.getMessage()));
		}
	}

}
