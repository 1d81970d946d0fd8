package io.opsframework.pebble;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Brings the fields of a layer's entries into the one form in which Pebble has them, so
 * that what an author writes and what Pebble answers can be compared, and merges them as
 * Pebble does.
 */
final class SpecFields {

	private static final Set<String> INTEGERS = Set.of("user-id", "group-id", "threshold", "port");

	private static final Set<String> DURATIONS = Set.of("backoff-delay", "backoff-limit", "kill-delay", "period",
			"timeout");

	// Of these, 0 is a value. Of other numbers, it is none.
	private static final Set<String> IDS = Set.of("user-id", "group-id");

	// Whose keys are an author's names, and no fields.
	private static final Set<String> NAMED = Set.of("environment", "headers", "labels", "on-check-failure");

	private SpecFields() {
	}

	static Map<String, Object> canonical(Map<String, ?> fields) {
		Map<String, Object> canonical = new LinkedHashMap<>();
		fields.forEach((field, value) -> {
			if (value != null) {
				canonical.put(field, canonical(field, value));
			}
		});
		return Collections.unmodifiableMap(canonical);
	}

	private static Object canonical(String field, Object value) {
		if (value instanceof Map<?, ?> map) {
			return NAMED.contains(field) ? texts(map) : canonical(map(map));
		}
		if (value instanceof Collection<?> values) {
			return values.stream().map(String::valueOf).toList();
		}
		if (value instanceof Duration duration) {
			return GoDuration.format(duration);
		}
		return scalar(field, value.toString());
	}

	// What is no number or duration stays as it is: Pebble says what is wrong with it.
	private static Object scalar(String field, String text) {
		try {
			if (INTEGERS.contains(field)) {
				return Long.valueOf(text);
			}
			if (field.equals("backoff-factor")) {
				return Double.valueOf(text);
			}
			return DURATIONS.contains(field) ? GoDuration.format(GoDuration.parse(text)) : text;
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	/**
	 * Leave out what says nothing, as Pebble does.
	 * @param fields the fields
	 * @return those that say something
	 */
	static Map<String, Object> said(Map<String, ?> fields) {
		return merge(Map.of(), fields);
	}

	static Map<String, Object> merge(Map<String, ?> below, Map<String, ?> over) {
		Map<String, Object> merged = new LinkedHashMap<>(below);
		over.forEach((field, value) -> {
			if (isSaid(field, value)) {
				Object said = (value instanceof Map<?, ?> && !NAMED.contains(field)) ? said(map(value)) : value;
				merged.merge(field, said, (first, second) -> mergeValue(field, first, second));
			}
		});
		return merged;
	}

	private static boolean isSaid(String field, Object value) {
		if (value instanceof Map<?, ?> map) {
			return !map.isEmpty();
		}
		if (value instanceof Number number) {
			return number.doubleValue() != 0 || IDS.contains(field);
		}
		return !value.equals("") && !value.equals(List.of());
	}

	private static Object mergeValue(String field, Object below, Object over) {
		if (field.equals("override")) {
			return below;
		}
		if (below instanceof List<?> first && over instanceof List<?> second) {
			List<Object> both = new ArrayList<>(first);
			both.addAll(second);
			return both;
		}
		if (below instanceof Map<?, ?> && over instanceof Map<?, ?>) {
			if (!NAMED.contains(field)) {
				return merge(map(below), map(over));
			}
			Map<String, String> both = new LinkedHashMap<>(texts(below));
			both.putAll(texts(over));
			return both;
		}
		return over;
	}

	static Map<String, String> texts(@Nullable Object value) {
		Map<String, String> texts = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, text) -> texts.put(String.valueOf(key), (text != null) ? text.toString() : ""));
		}
		return Collections.unmodifiableMap(texts);
	}

	static Map<String, Object> map(@Nullable Object value) {
		Map<String, Object> result = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, element) -> {
				if (element != null) {
					result.put(String.valueOf(key), element);
				}
			});
		}
		return result;
	}

}
