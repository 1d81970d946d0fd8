package io.opsframework.mapping;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.opsframework.mapping.RecordFields.Field;
import io.opsframework.mapping.RecordMapper.Reference;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * Reads one value as the type of a component.
 */
final class ValueReader {

	static final TypeDescriptor STRING = TypeDescriptor.valueOf(String.class);

	private final RecordMapper mapper;

	private final ConversionService conversion;

	private final StructureReader structures = new StructureReader(this);

	ValueReader(RecordMapper mapper, ConversionService conversion) {
		this.mapper = mapper;
		this.conversion = conversion;
	}

	Object readRecord(Class<?> type, Map<String, ?> values, String path) {
		RecordFields fields = this.mapper.fields(type);
		return make(fields, fields.fields().stream().map((field) -> readField(field, values, path)).toArray(), path);
	}

	// What has no default is null, or zero, as where Spring Boot binds a configuration.
	private Object defaultRecord(Class<?> type, String path) {
		RecordFields fields = this.mapper.fields(type);
		return make(fields, fields.fields().stream().map(this::absent).toArray(), path);
	}

	private static Object make(RecordFields fields, @Nullable Object[] arguments, String path) {
		try {
			return BeanUtils.instantiateClass(fields.constructor(), arguments);
		}
		catch (BeanInstantiationException ex) {
			throw refused(fields.constructor().getDeclaringClass(), path, ex.getCause());
		}
	}

	// What the record itself says was written for this case. Others show the value, as
	// the JDK's parsers do.
	private static MappingException refused(Class<?> type, String path, @Nullable Throwable cause) {
		boolean telling = cause instanceof IllegalArgumentException && cause.getStackTrace().length > 0
				&& cause.getStackTrace()[0].getClassName().equals(type.getName());
		return new MappingException(path.isEmpty() ? "data" : path,
				telling ? "is refused: " + cause.getMessage() : "is refused");
	}

	private @Nullable Object readField(Field field, Map<String, ?> values, String path) {
		String found = field.keyIn(values);
		if (found != null) {
			return read(values.get(found), field.type(), path + found);
		}
		if (field.required()) {
			throw new MappingException(path + field.key(), "is missing");
		}
		return absent(field);
	}

	private @Nullable Object absent(Field field) {
		List<String> defaultValue = field.defaultValue();
		if (defaultValue == null) {
			return read(null, field.type(), field.key());
		}
		try {
			return defaultValue.isEmpty() ? empty(field) : read(value(defaultValue, field), field.type(), field.key());
		}
		catch (MappingException ex) {
			throw wrongDefault(field, ex.getMessage());
		}
	}

	private static Object value(List<String> defaultValue, Field field) {
		boolean single = defaultValue.size() == 1 && !StructureReader.isList(field.type());
		return single ? defaultValue.get(0) : defaultValue;
	}

	private Object empty(Field field) {
		Class<?> target = field.type().getType();
		if (target == Optional.class) {
			return Optional.empty();
		}
		if (StructureReader.isList(field.type())) {
			return this.structures.readList(List.of(), field.type(), field.key());
		}
		if (field.type().isMap()) {
			return this.structures.readMap(Map.of(), field.type(), field.key());
		}
		if (!target.isRecord()) {
			throw wrongDefault(field, "a " + target.getSimpleName() + " must have one that is not empty");
		}
		return defaultRecord(target, field.key());
	}

	private static IllegalStateException wrongDefault(Field field, @Nullable String problem) {
		return new IllegalStateException("Default of component '%s' of %s: %s".formatted(field.component().getName(),
				field.component().getDeclaringRecord().getName(), problem));
	}

	@Nullable Object read(@Nullable Object value, @Nullable TypeDescriptor type, String path) {
		if (type == null || type.getType() == Object.class) {
			return value;
		}
		if (type.getType() == Optional.class) {
			return Optional.ofNullable(read(value, optional(type), path));
		}
		if (value == null) {
			return null;
		}
		if (StructureReader.isList(type) || type.isMap()) {
			return type.isMap() ? this.structures.readMap(value, type, path)
					: this.structures.readList(value, type, path);
		}
		return isStructure(value, type) ? readRecord(type.getType(), StructureReader.structure(value, path), path + ".")
				: readScalar(value, type, path);
	}

	private static TypeDescriptor optional(TypeDescriptor type) {
		return new TypeDescriptor(type.getResolvableType().getGeneric(0), null, type.getAnnotations());
	}

	private boolean isStructure(Object value, TypeDescriptor type) {
		return type.getType().isRecord() && this.mapper.reference(type.getType()) == null
				&& (value instanceof Map || !this.conversion.canConvert(STRING, type));
	}

	private Object readScalar(Object value, TypeDescriptor type, String path) {
		if (value instanceof Map || value instanceof Collection) {
			throw new MappingException(path, "is a structure, expected " + expected(type.getObjectType()));
		}
		Object converted = convert(value.toString(), type);
		if (converted == null) {
			throw new MappingException(path, "is not " + expected(type.getObjectType()));
		}
		return converted;
	}

	Object readKey(String key, @Nullable TypeDescriptor type, String path) {
		Object converted = (type != null && type.getType() != Object.class) ? convert(key, type) : key;
		if (converted == null) {
			throw new MappingException(path, "has a key that is not " + expected(type.getObjectType()));
		}
		return converted;
	}

	private @Nullable Object convert(String text, TypeDescriptor type) {
		Reference<?> reference = this.mapper.reference(type.getType());
		if (reference != null) {
			return reference.find(text);
		}
		try {
			return this.conversion.convert(text, STRING, type);
		}
		catch (ConversionException ex) {
			// Its message and causes show the value.
			return null;
		}
	}

	private static String expected(Class<?> target) {
		if (target.isEnum()) {
			return "one of " + names(target);
		}
		if (target == Boolean.class) {
			return "true or false";
		}
		if (target == Integer.class || target == Long.class) {
			return "an integer";
		}
		return Number.class.isAssignableFrom(target) ? "a number" : "a " + target.getSimpleName();
	}

	private static String names(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> KebabCase.of(((Enum<?>) constant).name().toLowerCase(Locale.ROOT)))
			.collect(Collectors.joining(", "));
	}

}
