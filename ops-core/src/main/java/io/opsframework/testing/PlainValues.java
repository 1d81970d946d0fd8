package io.opsframework.testing;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

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

	static Object of(Object value) {
		if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
			return ((Number) value).longValue();
		}
		return (value instanceof Float number) ? (Object) number.doubleValue() : value;
	}

}
