package io.opsframework.charm;

import org.jspecify.annotations.Nullable;

/**
 * An option that {@code juju config} can set.
 *
 * @param name the option's name
 * @param type its type; {@code STRING} where the charm does not say
 * @param defaultValue its default, a value of the type; {@code null} for an option that
 * is unset until the user sets it
 * @param description what the option does; empty where the charm does not say
 */
public record ConfigOption(String name, ConfigType type, @Nullable Object defaultValue, String description) {

	static ConfigOption read(YamlValue option) {
		ConfigType type = option.get("type").choice(ConfigType.class, ConfigType.STRING);
		return new ConfigOption(option.key(), type, type.readDefault(option.get("default")),
				option.get("description").text(""));
	}

}
