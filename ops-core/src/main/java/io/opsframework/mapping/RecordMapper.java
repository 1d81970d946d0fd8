package io.opsframework.mapping;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.opsframework.mapping.RecordFields.Field;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.util.ClassUtils;

/**
 * Makes records from plain values, as JSON has them or databags (strings only, structures
 * as JSON text), and plain values from records. A component {@code readOnlyEndpoints}
 * stands under the key {@code read-only-endpoints}; its own name and underscores are read
 * too. Components that are {@code Optional} or {@code @Nullable} may be missing.
 */
public final class RecordMapper {

	private final ConversionService conversion;

	private final Map<Class<?>, Reference<?>> references;

	private final Map<Class<?>, RecordFields> fields = new ConcurrentHashMap<>();

	/**
	 * Create a new mapper.
	 * @param conversion converts texts to the types of components
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
	 * @return the keys in kebab case, in the order of the record
	 */
	public List<String> keys(Class<?> type) {
		return fields(type).fields().stream().map(Field::key).toList();
	}

	/**
	 * Make a record.
	 * @param <T> the record's type
	 * @param type the record's type
	 * @param values the data; keys that no component stands for are ignored
	 * @return the record
	 * @throws MappingException if a key is missing, or a value is not what its component
	 * takes
	 */
	public <T> T read(Class<T> type, Map<String, ?> values) {
		return type.cast(new ValueReader(this, this.conversion).readRecord(type, values, ""));
	}

	/**
	 * Make plain values from a record: maps, lists, strings, numbers and booleans. Empty
	 * components are left out.
	 * @param value the record
	 * @return the values by key, in the order of the record
	 */
	public Map<String, Object> write(Record value) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (Field field : fields(value.getClass()).fields()) {
			Object plain = plain(component(value, field.component()));
			if (plain != null) {
				values.put(field.key(), plain);
			}
		}
		return values;
	}

	private @Nullable Object plain(@Nullable Object value) {
		if (value instanceof Optional<?> optional) {
			return plain(optional.orElse(null));
		}
		if (value == null || value instanceof String || value instanceof Boolean || isPrimitiveNumber(value)) {
			return value;
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		Reference<?> reference = this.references.get(value.getClass());
		if (reference != null) {
			return reference.name(value);
		}
		return structure(value);
	}

	// Others would lose digits in JSON, and are written as texts.
	private static boolean isPrimitiveNumber(Object value) {
		return value instanceof Number && ClassUtils.isPrimitiveWrapper(value.getClass());
	}

	private Object structure(Object value) {
		if (value instanceof Record nested) {
			return this.conversion.canConvert(String.class, value.getClass()) ? text(nested) : write(nested);
		}
		if (value instanceof Iterable<?> iterable) {
			List<@Nullable Object> list = new ArrayList<>();
			iterable.forEach((element) -> list.add(plain(element)));
			return list;
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> plain = new LinkedHashMap<>();
			map.forEach((key, element) -> plain.put(key.toString(), plain(element)));
			return plain;
		}
		return value.toString();
	}

	// A record around a text is made of it by its constructor, any other by a method that
	// reads what toString() writes.
	private static Object text(Record value) {
		RecordComponent[] components = value.getClass().getRecordComponents();
		boolean wraps = components.length == 1 && components[0].getType() == String.class;
		Object wrapped = wraps ? component(value, components[0]) : null;
		return (wrapped != null) ? wrapped : value.toString();
	}

	private static @Nullable Object component(Record value, RecordComponent component) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(value);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(
					"Component '%s' of %s cannot be read".formatted(component.getName(), value.getClass().getName()),
					ex);
		}
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
