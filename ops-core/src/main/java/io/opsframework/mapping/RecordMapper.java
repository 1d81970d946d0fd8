package io.opsframework.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.opsframework.mapping.RecordFields.Field;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * Makes records from plain values, as JSON has them or databags (strings only, structures
 * as JSON text), and plain values from records. A component {@code readOnlyEndpoints}
 * stands under the key {@code read-only-endpoints}; its own name and underscores are read
 * too. Components that are {@code Optional} or {@code @Nullable} may be missing.
 * <p>
 * Spring Boot's {@code @Name} and {@code @DefaultValue} mean what they mean in a record
 * that a configuration is bound to: the key (which is then written literally), and what a
 * component is where its key is missing.
 */
public final class RecordMapper {

	private final ConversionService conversion;

	private final Map<Class<?>, Reference<?>> references;

	private final Map<Class<?>, RecordFields> fields = new ConcurrentHashMap<>();

	/**
	 * Create a new mapper.
	 * @param conversion converts texts to the types of components, and values of these
	 * types to texts where it can
	 */
	public RecordMapper(ConversionService conversion) {
		this(conversion, Map.of());
	}

	private RecordMapper(ConversionService conversion, Map<Class<?>, Reference<?>> references) {
		this.conversion = conversion;
		this.references = references;
	}

	/**
	 * A mapper that writes values of a type as the texts they are found by.
	 * @param <T> the type
	 * @param type the type
	 * @param reference finds and names its values
	 * @return the mapper
	 */
	public <T> RecordMapper withReference(Class<T> type, Reference<T> reference) {
		Map<Class<?>, Reference<?>> all = new LinkedHashMap<>(this.references);
		all.put(type, reference);
		return new RecordMapper(this.conversion, Map.copyOf(all));
	}

	/**
	 * The keys without which data for a record is incomplete.
	 * @param type the record's type
	 * @param values the data
	 * @return the missing keys in the order of the record
	 */
	public List<String> missingKeys(Class<?> type, Map<String, ?> values) {
		List<String> missing = new ArrayList<>();
		for (Field field : fields(type).fields()) {
			if (field.required() && field.keyIn(values) == null) {
				missing.add(field.key());
			}
		}
		return missing;
	}

	/**
	 * The keys that no component of a record stands for.
	 * @param type the record's type
	 * @param values the data
	 * @return the unknown keys, sorted
	 */
	public Set<String> unknownKeys(Class<?> type, Map<String, ?> values) {
		Set<String> unknown = new TreeSet<>(values.keySet());
		for (Field field : fields(type).fields()) {
			String key = field.keyIn(values);
			unknown.removeAll((key != null) ? Set.of(key) : field.keys());
		}
		return unknown;
	}

	/**
	 * The keys of a record.
	 * @param type the record's type
	 * @return the keys as they are written, in the order of the record
	 */
	public List<String> keys(Class<?> type) {
		return fields(type).fields().stream().map(Field::key).toList();
	}

	/**
	 * The component of a record that a key stands for.
	 * @param type the record's type
	 * @param key a key, dotted where it is nested, as {@link MappingException#getKey()}
	 * has it
	 * @return the component's name, or {@code null} if the key is none of the record's
	 */
	public @Nullable String component(Class<?> type, String key) {
		for (Field field : fields(type).fields()) {
			if (field.keys().stream().anyMatch((known) -> key.equals(known) || key.startsWith(known + "."))) {
				return field.component().getName();
			}
		}
		return null;
	}

	/**
	 * Make a record.
	 * @param <T> the record's type
	 * @param type the record's type
	 * @param values the data; keys that no component stands for are ignored
	 * @return the record
	 * @throws MappingException if a key is missing, or a value is not what its component
	 * takes
	 * @throws IllegalStateException if a default is not what its component takes
	 */
	public <T> T read(Class<T> type, Map<String, ?> values) {
		return type.cast(new ValueReader(this, this.conversion).readRecord(type, values, ""));
	}

	/**
	 * Make one value, as the component of a record is made from the value of its key.
	 * @param value the plain value
	 * @param type the component's type
	 * @return what the component is, {@code null} only if it is converted to that
	 * @throws MappingException if the value is not what such a component takes
	 */
	public @Nullable Object readValue(Object value, TypeDescriptor type) {
		return new ValueReader(this, this.conversion).read(value, type, "value");
	}

	/**
	 * Make one value of a type that has no type parameters.
	 * @param value the plain value
	 * @param type the type
	 * @return the value, {@code null} only if it is converted to that
	 * @throws MappingException if the value is not what the type takes
	 */
	public @Nullable Object readValue(Object value, Class<?> type) {
		return readValue(value, TypeDescriptor.valueOf(type));
	}

	/**
	 * Make a plain value of anything, as the component of a record is written.
	 * @param value the value
	 * @return the plain value, {@code null} for what is empty
	 */
	public @Nullable Object writeValue(Object value) {
		return new ValueWriter(this, this.conversion).write(value, TypeDescriptor.valueOf(value.getClass()));
	}

	/**
	 * Make plain values from a record: maps, lists, strings, numbers and booleans. What
	 * is none of these is written as the text it is converted to, or else by its
	 * {@code toString()}. Empty components are left out.
	 * @param value the record
	 * @return the values by key, in the order of the record
	 */
	public Map<String, Object> write(Record value) {
		return new ValueWriter(this, this.conversion).writeRecord(value);
	}

	RecordFields fields(Class<?> type) {
		if (!type.isRecord()) {
			throw new IllegalArgumentException("%s is not a record".formatted(type.getName()));
		}
		return this.fields.computeIfAbsent(type, RecordFields::of);
	}

	@Nullable Reference<?> reference(Class<?> type) {
		return this.references.get(type);
	}

	/**
	 * How values of a type are named, and found by their name again.
	 *
	 * @param <T> the type
	 */
	public interface Reference<T> {

		/**
		 * Find a value.
		 * @param name its name
		 * @return the value
		 */
		T find(String name);

		/**
		 * Name a value.
		 * @param value the value
		 * @return its name
		 */
		default String name(Object value) {
			return value.toString();
		}

	}

}
