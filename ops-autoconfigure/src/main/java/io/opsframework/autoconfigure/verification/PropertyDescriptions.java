package io.opsframework.autoconfigure.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.opsframework.json.Json;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.ClassUtils;

/**
 * What configuration properties are for, as Spring Boot's configuration processor has
 * taken it from the Javadoc. Empty for a charm that does not use it.
 *
 * @param descriptions the descriptions
 */
record PropertyDescriptions(Map<Property, String> descriptions) {

	private static final String LOCATION = "META-INF/spring-configuration-metadata.json";

	static PropertyDescriptions load(@Nullable ClassLoader classLoader) {
		ClassLoader loader = (classLoader != null) ? classLoader : ClassUtils.getDefaultClassLoader();
		Map<Property, String> descriptions = new LinkedHashMap<>();
		try {
			for (URL location : Collections.list(Objects.requireNonNull(loader).getResources(LOCATION))) {
				try (InputStream json = location.openStream()) {
					read(new String(json.readAllBytes(), StandardCharsets.UTF_8), descriptions);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(LOCATION + " cannot be read", ex);
		}
		return new PropertyDescriptions(descriptions);
	}

	private static void read(String json, Map<Property, String> descriptions) {
		if (Json.parse(json) instanceof Map<?, ?> metadata && metadata.get("properties") instanceof List<?> list) {
			for (Object element : list) {
				if (element instanceof Map<?, ?> property && property.get("name") instanceof String name
						&& property.get("sourceType") instanceof String type
						&& property.get("description") instanceof String description) {
					descriptions.put(new Property(type, ConfigurationPropertyName.adapt(name, '.')), description);
				}
			}
		}
	}

	/**
	 * What a property is for.
	 * @param type the class that has it
	 * @param name its name
	 * @return the description; empty where none is known
	 */
	String find(Class<?> type, ConfigurationPropertyName name) {
		return this.descriptions.getOrDefault(new Property(type.getName(), name), "");
	}

	/**
	 * A property of a class.
	 *
	 * @param type the class's name
	 * @param name the property's name
	 */
	record Property(String type, ConfigurationPropertyName name) {

	}

}
