package io.opsframework.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of an action as {@code juju run} does: values are YAML, dots in a
 * key make maps, and what is typed wins over what is in a file.
 */
final class ActionParameters {

	static final Map<String, String> OPTIONS = Map.of("params", "a file with parameters", "string-args", "");

	private static final Pattern KEY = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

	private final CommandOptions options;

	private ActionParameters(CommandOptions options) {
		this.options = options;
	}

	/**
	 * The parameters that a command gives.
	 * @param options the command's options; each argument of the rest is a
	 * {@code key=value} or {@code key.key=value}
	 * @return the parameters by name
	 * @throws CommandException if an argument or a file is of another form
	 */
	static Map<String, Object> of(CommandOptions options) {
		return new ActionParameters(options).read();
	}

	private Map<String, Object> read() {
		Map<String, @Nullable Object> typed = new LinkedHashMap<>();
		this.options.all("params").forEach((file) -> typed.putAll(TextFile.read(file).toMap()));
		this.options.rest().pairs(0).forEach((key, value) -> put(typed, key, value));
		Map<String, Object> parameters = new TreeMap<>();
		typed.forEach((name, value) -> parameters.put(name, requireValue(name, value)));
		return parameters;
	}

	private void put(Map<String, @Nullable Object> target, String key, String value) {
		String[] parts = key.split("\\.", -1);
		Map<String, @Nullable Object> map = target;
		for (int i = 0; i < parts.length; i++) {
			requireKey(parts[i]);
			if (i < parts.length - 1) {
				map = child(map, parts[i]);
			}
		}
		map.put(parts[parts.length - 1], value(key, value));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, @Nullable Object> child(Map<String, @Nullable Object> parent, String key) {
		if (!(parent.get(key) instanceof Map)) {
			parent.put(key, new LinkedHashMap<>());
		}
		return (Map<String, @Nullable Object>) parent.get(key);
	}

	private @Nullable Object value(String key, String text) {
		boolean isText = text.isEmpty() || this.options.has("string-args");
		return isText ? text : LocalYaml.parse("The value of '%s'".formatted(key), text);
	}

	private static void requireKey(String key) {
		if (!KEY.matcher(key).matches()) {
			throw new CommandException(("juju run takes keys of lower-case letters, digits and dashes, and not '%s'; "
					+ "--params takes others from a file")
				.formatted(key));
		}
	}

	private static Object requireValue(String name, @Nullable Object value) {
		if (value == null) {
			throw new CommandException(
					"Parameter '%s' is null; leave it out, or quote it as '\"null\"'".formatted(name));
		}
		return value;
	}

}
