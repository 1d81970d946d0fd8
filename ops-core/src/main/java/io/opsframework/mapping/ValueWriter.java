package io.opsframework.mapping;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

import io.opsframework.json.Json;
import io.opsframework.mapping.RecordFields.Field;
import io.opsframework.mapping.RecordMapper.Reference;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * Writes values of components as {@link ValueReader} reads them.
 */
final class ValueWriter {

	// What JSON can have here.
	private static final int MAXIMUM_DEPTH = 512;

	private final RecordMapper mapper;

	private final ConversionService conversion;

	private int depth;

	ValueWriter(RecordMapper mapper, ConversionService conversion) {
		this.mapper = mapper;
		this.conversion = conversion;
	}

	Map<String, Object> writeRecord(Record value) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (Field field : this.mapper.fields(value.getClass()).fields()) {
			Object plain = write(component(value, field.component()), field.type());
			if (plain != null) {
				values.put(field.key(), plain);
			}
		}
		return values;
	}

	@Nullable Object write(@Nullable Object value, TypeDescriptor type) {
		if (this.depth > MAXIMUM_DEPTH) {
			throw new IllegalArgumentException(
					"a value has more than %d levels of nesting: does it contain itself?".formatted(MAXIMUM_DEPTH));
		}
		this.depth++;
		try {
			return writeNested(value, type);
		}
		finally {
			this.depth--;
		}
	}

	private @Nullable Object writeNested(@Nullable Object value, TypeDescriptor type) {
		if (value instanceof Optional<?> optional) {
			return write(optional.orElse(null), type);
		}
		if (value == null || value instanceof String || value instanceof Boolean || isPrimitiveNumber(value)) {
			return value;
		}
		if (value instanceof Collection<?> collection) {
			return writeList(collection, type);
		}
		if (value.getClass().isArray() && !(value instanceof char[])) {
			return writeList(Arrays.asList(ObjectUtils.toObjectArray(value)), type);
		}
		if (value instanceof Map<?, ?> map) {
			return writeMap(map, type);
		}
		return (value instanceof Record nested && isStructure(nested)) ? writeRecord(nested) : text(value, type);
	}

	// Others would lose digits in JSON, and are written as texts.
	private static boolean isPrimitiveNumber(Object value) {
		return value instanceof Number && ClassUtils.isPrimitiveWrapper(value.getClass());
	}

	private List<@Nullable Object> writeList(Collection<?> elements, TypeDescriptor type) {
		List<@Nullable Object> list = new ArrayList<>(elements.size());
		elements.forEach((element) -> list.add(write(element, type)));
		if (elements instanceof Set && !(elements instanceof SortedSet) && !(elements instanceof LinkedHashSet)) {
			list.sort(Comparator.comparing(Json::write));
		}
		return list;
	}

	// Sets and maps without an order have another one in each JVM, and what is written
	// again must not differ by that.
	private Map<String, @Nullable Object> writeMap(Map<?, ?> elements, TypeDescriptor type) {
		boolean ordered = elements instanceof SortedMap || elements instanceof LinkedHashMap;
		Map<String, @Nullable Object> map = ordered ? new LinkedHashMap<>() : new TreeMap<>();
		elements.forEach((key, element) -> map.put(text(key, type), write(element, type)));
		return map;
	}

	private boolean isStructure(Record value) {
		Class<?> type = value.getClass();
		return this.mapper.reference(type) == null
				&& !(this.conversion.canConvert(String.class, type) && this.conversion.canConvert(type, String.class));
	}

	private String text(Object value, TypeDescriptor component) {
		Reference<?> reference = this.mapper.reference(value.getClass());
		if (reference != null) {
			return reference.name(value);
		}
		TypeDescriptor type = component.narrow(value);
		Object text = this.conversion.canConvert(type, ValueReader.STRING)
				? this.conversion.convert(value, type, ValueReader.STRING) : null;
		String wrapped = (value instanceof Record nested) ? wrapped(nested) : null;
		if (wrapped != null && value.toString().equals(text)) {
			return wrapped;
		}
		return (text != null) ? (String) text : value.toString();
	}

	// Where no converter says otherwise, a record around a text is made of it by its
	// constructor, any other by a method that reads what toString() writes.
	private static @Nullable String wrapped(Record value) {
		RecordComponent[] components = value.getClass().getRecordComponents();
		boolean wraps = components.length == 1 && components[0].getType() == String.class;
		return wraps ? (String) component(value, components[0]) : null;
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

}
