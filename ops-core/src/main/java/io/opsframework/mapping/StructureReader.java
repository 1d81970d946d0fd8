package io.opsframework.mapping;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.CollectionFactory;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.StringUtils;

/**
 * Reads lists and objects, which a databag has as JSON text, as collections, arrays and
 * maps.
 */
final class StructureReader {

	private final ValueReader values;

	StructureReader(ValueReader values) {
		this.values = values;
	}

	// An array of characters is a text.
	static boolean isList(TypeDescriptor type) {
		return type.isCollection() || (type.isArray() && type.getType() != char[].class);
	}

	Object readMap(Object value, TypeDescriptor type, String path) {
		TypeDescriptor keys = type.getMapKeyTypeDescriptor();
		TypeDescriptor elements = type.getMapValueTypeDescriptor();
		Map<Object, @Nullable Object> read = new LinkedHashMap<>();
		structure(value, path).forEach((key, element) -> read.put(this.values.readKey(key, keys, path),
				this.values.read(element, elements, path + "." + key)));
		return made(type, path, () -> {
			Map<Object, @Nullable Object> map = CollectionFactory.createMap(type.getType(),
					(keys != null) ? keys.getType() : null, read.size());
			map.putAll(read);
			return map;
		});
	}

	Object readList(Object value, TypeDescriptor type, String path) {
		TypeDescriptor elements = type.getElementTypeDescriptor();
		List<@Nullable Object> read = new ArrayList<>();
		list(value, path).forEach((element) -> read.add(this.values.read(element, elements, path)));
		return made(type, path, () -> type.isArray() ? array(type.getType().componentType(), read)
				: collection(type.getType(), elements, read));
	}

	private static Object array(Class<?> type, List<@Nullable Object> elements) {
		Object array = Array.newInstance(type, elements.size());
		for (int i = 0; i < elements.size(); i++) {
			Array.set(array, i, elements.get(i));
		}
		return array;
	}

	private static Object collection(Class<?> type, @Nullable TypeDescriptor elementType,
			List<@Nullable Object> elements) {
		Collection<@Nullable Object> collection = CollectionFactory.createCollection(implementation(type),
				(elementType != null) ? elementType.getType() : null, elements.size());
		collection.addAll(elements);
		return collection;
	}

	// Spring knows no queues, and takes a set where duplicates are to be kept.
	private static Class<?> implementation(Class<?> type) {
		if (type == Queue.class || type == Deque.class) {
			return LinkedList.class;
		}
		return (type != Collection.class) ? type : List.class;
	}

	// Not every type can be made, and those that sort or take no null refuse elements.
	private static Object made(TypeDescriptor type, String path, Supplier<Object> maker) {
		try {
			return maker.get();
		}
		catch (IllegalArgumentException | ClassCastException | NullPointerException ex) {
			throw new MappingException(path, "cannot be made a " + type.getType().getSimpleName());
		}
	}

	private static List<?> list(Object value, String path) {
		if (value instanceof String text && !text.stripLeading().startsWith("[")) {
			return List.of(StringUtils.commaDelimitedListToStringArray(text));
		}
		if (parsed(value, path) instanceof List<?> list) {
			return list;
		}
		throw new MappingException(path, "is not a list");
	}

	@SuppressWarnings("unchecked")
	static Map<String, ?> structure(Object value, String path) {
		if (parsed(value, path) instanceof Map<?, ?> map) {
			return (Map<String, ?>) map;
		}
		throw new MappingException(path, "is not a structure, expected a JSON object");
	}

	private static @Nullable Object parsed(Object value, String path) {
		try {
			return (value instanceof String text) ? Json.parse(text) : value;
		}
		catch (JsonException ex) {
			throw new MappingException(path, "is " + ex.getMessage());
		}
	}

}
