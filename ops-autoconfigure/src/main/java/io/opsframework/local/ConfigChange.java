package io.opsframework.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What {@code juju config} is to set and to reset.
 *
 * @param values the new values by option
 * @param unset the options to take back to their defaults
 */
record ConfigChange(Map<String, Object> values, List<String> unset) {

	static final Map<String, String> OPTIONS = Map.of("reset", "an option to reset", "file", "a file with options");

	/**
	 * The change that a command asks for.
	 * @param options the command's options; each argument of the rest is an
	 * {@code option=value} or {@code option=@file}
	 * @param metadata what the charm declares
	 * @return the change
	 * @throws CommandException if the charm declares no such option, or a value is not of
	 * its type
	 */
	static ConfigChange of(CommandOptions options, CharmMetadata metadata) {
		List<String> unset = options.all("reset")
			.stream()
			.flatMap((names) -> Stream.of(names.split(",")))
			.peek((name) -> LocalValues.declared("option", name, metadata.options()))
			.toList();
		Map<String, Object> values = new LinkedHashMap<>();
		options.rest()
			.pairs(0)
			.forEach((name, value) -> values.put(name,
					LocalValues.of(LocalValues.declared("option", name, metadata.options()), content(value))));
		if (options.has("file") && !values.isEmpty()) {
			throw new CommandException("config takes --file or OPTION=VALUE, and not both");
		}
		options.all("file").forEach((file) -> values.putAll(settings(TextFile.read(file), metadata.name())));
		return new ConfigChange(values, unset);
	}

	private static String content(String value) {
		return value.startsWith("@") ? TextFile.read(value.substring(1)).content() : value;
	}

	private static Map<String, Object> settings(TextFile file, String application) {
		if (!(file.toMap().get(application) instanceof Map<?, ?> settings)) {
			throw new CommandException(
					"The file '%s' has no options under the key '%s'".formatted(file.name(), application));
		}
		Map<String, Object> values = new LinkedHashMap<>();
		settings.forEach((name, value) -> values.put((String) name, requireValue(file, name, value)));
		return values;
	}

	private static Object requireValue(TextFile file, Object name, @Nullable Object value) {
		if (value == null) {
			throw new CommandException("The file '%s' has no value for '%s'; config --reset %s takes it back"
				.formatted(file.name(), name, name));
		}
		return value;
	}

}
