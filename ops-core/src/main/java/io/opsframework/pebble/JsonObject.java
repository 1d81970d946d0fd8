package io.opsframework.pebble;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An object of an answer, whose members are asked for as what they must be.
 */
final class JsonObject {

	private final Map<?, ?> members;

	private JsonObject(Map<?, ?> members) {
		this.members = members;
	}

	static JsonObject of(@Nullable Object value) {
		if (value instanceof Map<?, ?> members) {
			return new JsonObject(members);
		}
		throw new PebbleProtocolException("Pebble answered something else than an object", null);
	}

	static <T> List<T> list(@Nullable Object value, Function<JsonObject, T> mapper) {
		if (value != null && !(value instanceof List<?>)) {
			throw new PebbleProtocolException("Pebble answered something else than a list", null);
		}
		List<T> list = new ArrayList<>();
		for (Object element : (value != null) ? (List<?>) value : List.of()) {
			list.add(mapper.apply(of(element)));
		}
		return Collections.unmodifiableList(list);
	}

	boolean has(String name) {
		return this.members.get(name) != null;
	}

	@Nullable Object value(String name) {
		return this.members.get(name);
	}

	String string(String name) {
		String value = stringOrNull(name);
		if (value == null) {
			throw new PebbleProtocolException("Pebble's answer has no '%s'".formatted(name), null);
		}
		return value;
	}

	String string(String name, String absent) {
		String value = stringOrNull(name);
		return (value != null) ? value : absent;
	}

	@Nullable String stringOrNull(String name) {
		return value(name, String.class, "text");
	}

	boolean flag(String name) {
		return Boolean.TRUE.equals(value(name, Boolean.class, "boolean"));
	}

	long number(String name, long absent) {
		Long value = numberOrNull(name);
		return (value != null) ? value : absent;
	}

	@Nullable Long numberOrNull(String name) {
		return value(name, Long.class, "whole number");
	}

	int integer(String name, int absent) {
		Integer value = integerOrNull(name);
		return (value != null) ? value : absent;
	}

	@Nullable Integer integerOrNull(String name) {
		Long value = numberOrNull(name);
		return (value != null) ? value.intValue() : null;
	}

	int octal(String name) {
		return read(name, (text) -> Integer.parseInt(text, 8), 0);
	}

	@Nullable Instant time(String name) {
		return this.<@Nullable Instant>read(name, GoTime::parse, null);
	}

	@Nullable Duration duration(String name) {
		return this.<@Nullable Duration>read(name, GoDuration::parse, null);
	}

	private <T extends @Nullable Object> T read(String name, Function<String, T> reader, T absent) {
		String text = stringOrNull(name);
		try {
			return (text != null && !text.isEmpty()) ? reader.apply(text) : absent;
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new PebbleProtocolException("Pebble's answer has '%s' as '%s'".formatted(text, name), ex);
		}
	}

	JsonObject object(String name) {
		return has(name) ? of(value(name)) : new JsonObject(Map.of());
	}

	<T> List<T> objects(String name, Function<JsonObject, T> mapper) {
		return list(value(name), mapper);
	}

	List<String> strings(String name) {
		List<?> values = value(name, List.class, "list");
		return (values != null) ? values.stream().map(String::valueOf).toList() : List.of();
	}

	Map<String, @Nullable Object> map(String name) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		object(name).members.forEach((key, value) -> map.put(String.valueOf(key), value));
		return Collections.unmodifiableMap(map);
	}

	Map<String, String> stringMap(String name) {
		Map<String, String> map = new LinkedHashMap<>();
		object(name).members.forEach((key, value) -> map.put(String.valueOf(key), String.valueOf(value)));
		return Collections.unmodifiableMap(map);
	}

	<T> Map<String, T> mapOf(Function<JsonObject, T> mapper) {
		Map<String, T> map = new LinkedHashMap<>();
		this.members.forEach((key, value) -> map.put(String.valueOf(key), mapper.apply(of(value))));
		return Collections.unmodifiableMap(map);
	}

	private <T> @Nullable T value(String name, Class<T> type, String description) {
		Object value = this.members.get(name);
		if (value != null && !type.isInstance(value)) {
			throw new PebbleProtocolException(
					"Pebble's answer has something else than a %s as '%s'".formatted(description, name), null);
		}
		return type.cast(value);
	}

}
