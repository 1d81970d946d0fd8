package io.opsframework.testing;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.opsframework.json.Json;

/**
 * Values as Juju gives them: whole numbers are longs and others doubles, whatever type of
 * number a test writes.
 */
final class PlainValues {

	private PlainValues() {
	}

	static Map<String, Object> copy(Map<String, ?> values) {
		Map<String, Object> plain = new TreeMap<>();
		values.forEach((name, value) -> plain.put(name, of(value)));
		return Collections.unmodifiableMap(plain);
	}

	// A value as a store gives it back.
	static Object storable(String name, Object value) {
		try {
			return Objects.requireNonNull(Json.parse(Json.write(value)));
		}
		catch (IllegalArgumentException ex) {
			// CC-49
			throw new IllegalArgumentException(
					"Stored value '%s' cannot be kept: take texts, numbers, booleans, lists and maps; a record is a map of its components"
						.formatted(name),
					ex);
		}
	}

	static Object of(Object value) {
		if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
			return ((Number) value).longValue();
		}
		return (value instanceof Float number) ? (Object) number.doubleValue() : value;
	}

}
