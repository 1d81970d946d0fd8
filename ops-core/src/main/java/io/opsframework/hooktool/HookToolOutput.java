package io.opsframework.hooktool;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a tool writes to its standard output with {@code --format=json}, once it is
 * parsed. A list or map that Juju gives as {@code null} is an empty one; whatever is
 * returned cannot be changed. Anything of another shape is a {@code ClassCastException}
 * or {@code IllegalArgumentException}.
 */
final class HookToolOutput {

	private HookToolOutput() {
	}

	static boolean bool(@Nullable Object json) {
		return (Boolean) present(json);
	}

	static @Nullable String name(@Nullable Object json) {
		String name = (String) json;
		return (name == null || name.isEmpty()) ? null : name;
	}

	// With a space or a T before the time of day; empty for none.
	static @Nullable Instant instant(@Nullable Object json) {
		String text = name(json);
		try {
			return (text != null) ? OffsetDateTime.parse(text.replace(' ', 'T')).toInstant() : null;
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("no time", ex);
		}
	}

	static List<RelationId> relationIds(@Nullable Object json) {
		return texts(json).stream().map(RelationId::of).toList();
	}

	static List<UnitName> unitNames(@Nullable Object json) {
		return texts(json).stream().map(UnitName::of).toList();
	}

	static Map<String, String> strings(@Nullable Object json) {
		Map<String, String> strings = new LinkedHashMap<>();
		for (Map.Entry<?, ?> entry : map(json).entrySet()) {
			strings.put((String) entry.getKey(), (String) present(entry.getValue()));
		}
		return Collections.unmodifiableMap(strings);
	}

	static Map<String, Object> values(@Nullable Object json) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (Map.Entry<?, ?> entry : map(json).entrySet()) {
			Object value = fixed(entry.getValue());
			if (value != null) {
				values.put((String) entry.getKey(), value);
			}
		}
		return Collections.unmodifiableMap(values);
	}

	static StatusInfo status(@Nullable Object json) {
		Map<?, ?> map = map(json);
		String message = (String) map.get("message");
		return new StatusInfo((String) present(map.get("status")), (message != null) ? message : "",
				values(map.get("status-data")));
	}

	static ApplicationStatusInfo applicationStatus(@Nullable Object json) {
		Map<?, ?> outer = map(json);
		Map<?, ?> inner = map(outer.get("application-status"));
		Map<UnitName, StatusInfo> units = new LinkedHashMap<>();
		// Juju has the units inside; elsewhere they are described outside.
		Object unitsInside = inner.get("units");
		for (Map.Entry<?, ?> unit : map((unitsInside != null) ? unitsInside : outer.get("units")).entrySet()) {
			units.put(UnitName.of((String) unit.getKey()), status(unit.getValue()));
		}
		return new ApplicationStatusInfo(status(inner), units);
	}

	static List<String> texts(@Nullable Object json) {
		return list(json).stream().map((text) -> (String) present(text)).toList();
	}

	static List<?> list(@Nullable Object json) {
		return (json != null) ? (List<?>) json : List.of();
	}

	static Map<?, ?> map(@Nullable Object json) {
		return (json != null) ? (Map<?, ?>) json : Map.of();
	}

	static Object present(@Nullable Object json) {
		if (json == null) {
			throw new IllegalArgumentException("null");
		}
		return json;
	}

	private static @Nullable Object fixed(@Nullable Object json) {
		if (json instanceof Map<?, ?>) {
			return values(json);
		}
		if (json instanceof List<?> elements) {
			List<@Nullable Object> copy = new ArrayList<>(elements.size());
			for (Object element : elements) {
				copy.add(fixed(element));
			}
			return Collections.unmodifiableList(copy);
		}
		return json;
	}

}
