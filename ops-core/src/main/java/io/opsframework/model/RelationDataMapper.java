package io.opsframework.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import io.opsframework.mapping.MappingException;
import io.opsframework.mapping.RecordMapper;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of one type from the content of databags, and the other way round.
 *
 * @param <T> the type
 */
final class RelationDataMapper<T extends Record> {

	private final RecordMapper mapper;

	private final Class<T> type;

	private final boolean json;

	RelationDataMapper(RecordMapper mapper, Class<T> type) {
		this.mapper = mapper;
		this.type = type;
		this.json = type.isAnnotationPresent(JsonRelationData.class);
	}

	List<String> missingKeys(Map<String, String> content) {
		return this.mapper.missingKeys(this.type, present(content));
	}

	T read(Map<String, String> content, Databag databag) {
		Map<String, String> present = present(content);
		Map<String, @Nullable Object> values = new HashMap<>();
		keys(present).forEach((key) -> values.put(key, value(key, present.get(key), databag)));
		try {
			return this.mapper.read(this.type, values);
		}
		catch (MappingException ex) {
			throw unreadable(databag, ex.getKey(), String.valueOf(ex.getMessage()), ex);
		}
	}

	private @Nullable Object value(String key, String text, Databag databag) {
		try {
			return this.json ? Json.parse(text) : text;
		}
		catch (JsonException ex) {
			throw unreadable(databag, key, "'%s' is %s".formatted(key, ex.getMessage()), ex);
		}
	}

	private RelationDataException unreadable(Databag databag, String key, String problem, RuntimeException cause) {
		String component = this.mapper.component(this.type, key);
		String whole = "The %s does not make a %s: %s".formatted(databag, this.type.getSimpleName(), problem);
		return new RelationDataException((component != null) ? whole + " (component " + component + ")" : whole, cause);
	}

	/**
	 * The changes that make databags hold a record.
	 * @param data the record
	 * @param content what the databag holds now
	 * @return the texts by key, empty for keys to remove
	 */
	Map<String, String> write(Record data, Map<String, String> content) {
		Map<String, String> changes = new LinkedHashMap<>();
		this.mapper.keys(this.type).forEach((key) -> changes.put(key, ""));
		// Older versions may have written them in another spelling.
		keys(content).forEach((key) -> changes.put(key, ""));
		this.mapper.write(data).forEach((key, value) -> changes.put(key, text(value)));
		return changes;
	}

	private String text(Object value) {
		boolean structure = value instanceof Map || value instanceof List;
		return (this.json || structure) ? Json.write(value) : value.toString();
	}

	// Python's charms write null for what is not there.
	private Map<String, String> present(Map<String, String> content) {
		Map<String, String> present = new HashMap<>(content);
		present.values().removeIf((text) -> this.json && text.strip().equals("null"));
		return present;
	}

	// Others are nobody's business here, and need not be JSON: Juju's own are not.
	private Set<String> keys(Map<String, String> content) {
		Set<String> keys = new HashSet<>(content.keySet());
		keys.removeAll(this.mapper.unknownKeys(this.type, content));
		return keys;
	}

}
