package io.opsframework.mapping;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import io.opsframework.mapping.RecordFields.Field;
import io.opsframework.mapping.RecordMapper.Reference;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Reads one value as the type of a component.
 */
final class ValueReader {

	private final RecordMapper mapper;

	private final ConversionService conversion;

	ValueReader(RecordMapper mapper, ConversionService conversion) {
		this.mapper = mapper;
		this.conversion = conversion;
	}

	Object readRecord(Class<?> type, Map<String, ?> values, String path) {
		RecordFields fields = this.mapper.fields(type);
		@Nullable Object[] arguments = new @Nullable Object[fields.fields().size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = readField(fields.fields().get(i), values, path);
		}
		try {
			return fields.constructor().newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			throw refused(type, path, ex.getTargetException());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Record %s cannot be made".formatted(type.getName()), ex);
		}
	}

	// What the record itself says was written for this case. Others, as the JDK's
	// parsers,
	// show the value.
	private static MappingException refused(Class<?> type, String path, Throwable cause) {
		StackTraceElement[] frames = cause.getStackTrace();
		boolean telling = cause instanceof IllegalArgumentException && frames.length > 0
				&& frames[0].getClassName().equals(type.getName());
		return new MappingException(path.isEmpty() ? "data" : path,
				telling ? "is refused: " + cause.getMessage() : "is refused");
	}

	private @Nullable Object readField(Field field, Map<String, ?> values, String path) {
		String found = field.keyIn(values);
		ResolvableType type = ResolvableType.forType(field.component().getGenericType());
		if (found == null) {
			if (field.required()) {
				throw new MappingException(path + field.key(), "is missing");
			}
			return (type.resolve() == Optional.class) ? Optional.empty() : null;
		}
		Object value = values.get(found);
		if (type.resolve() == Optional.class) {
			return Optional.ofNullable(read(value, type.getGeneric(0), path + found));
		}
		return read(value, type, path + found);
	}

	private @Nullable Object read(@Nullable Object value, ResolvableType type, String path) {
		Class<?> target = ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
		Reference<?> reference = this.mapper.reference(target);
		if (reference != null) {
			return reference.find(String.valueOf(value));
		}
		if (target == Object.class || value == null) {
			return value;
		}
		if (Map.class.isAssignableFrom(target)) {
			return readMap(value, type, path);
		}
		if (Collection.class.isAssignableFrom(target)) {
			return readCollection(value, type, path);
		}
		if (target.isRecord() && !this.conversion.canConvert(String.class, target)) {
			return readRecord(target, structure(value, path), path + ".");
		}
		return readScalar(value, target, path);
	}

	private Object readScalar(Object value, Class<?> target, String path) {
		if (value instanceof Map || value instanceof Collection) {
			throw new MappingException(path, "is a structure, expected " + expected(target));
		}
		try {
			Object converted = this.conversion.convert(value.toString(), target);
			if (converted != null) {
				return converted;
			}
		}
		catch (ConversionException ex) {
			// Its message and causes show the value.
		}
		throw new MappingException(path, "is not " + expected(target));
	}

	private static String expected(Class<?> target) {
		if (target.isEnum()) {
			return "one of " + StringUtils.arrayToDelimitedString(names(target.getEnumConstants()), ", ");
		}
		if (target == Boolean.class) {
			return "true or false";
		}
		if (target == Integer.class || target == Long.class) {
			return "an integer";
		}
		return Number.class.isAssignableFrom(target) ? "a number" : "a " + target.getSimpleName();
	}

	private static Object[] names(Object[] constants) {
		Object[] names = new Object[constants.length];
		for (int i = 0; i < names.length; i++) {
			names[i] = ((Enum<?>) constants[i]).name().toLowerCase(Locale.ROOT).replace('_', '-');
		}
		return names;
	}

	private Map<String, @Nullable Object> readMap(Object value, ResolvableType type, String path) {
		ResolvableType elements = type.as(Map.class).getGeneric(1);
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		structure(value, path).forEach((key, element) -> map.put(key, read(element, elements, path + "." + key)));
		return map;
	}

	private Collection<@Nullable Object> readCollection(Object value, ResolvableType type, String path) {
		ResolvableType elements = type.asCollection().getGeneric(0);
		boolean set = Set.class.isAssignableFrom(type.resolve(Object.class));
		Collection<@Nullable Object> collection = set ? new LinkedHashSet<>() : new ArrayList<>();
		for (Object element : list(value, path)) {
			collection.add(read(element, elements, path));
		}
		return collection;
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
	private static Map<String, ?> structure(Object value, String path) {
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
