package io.opsframework.mapping;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The components of a record with the keys they stand under.
 *
 * @param constructor the canonical constructor
 * @param fields the components in their order
 */
public record RecordFields(Constructor<?> constructor, List<Field> fields) {

	/**
	 * The components of a type.
	 * @param type a record's type
	 * @return its components
	 */
	public static RecordFields of(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		Constructor<?> constructor = canonicalConstructor(type, components);
		List<Field> fields = new ArrayList<>(components.length);
		for (int i = 0; i < components.length; i++) {
			fields.add(Field.of(components[i], new MethodParameter(constructor, i)));
		}
		return new RecordFields(constructor, fields);
	}

	private static Constructor<?> canonicalConstructor(Class<?> type, RecordComponent[] components) {
		Class<?>[] types = new Class<?>[components.length];
		for (int i = 0; i < types.length; i++) {
			types[i] = components[i].getType();
		}
		try {
			return type.getDeclaredConstructor(types);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("Record without its canonical constructor: " + type.getName(), ex);
		}
	}

	/**
	 * A component of a record.
	 *
	 * @param component the component
	 * @param type its type, with the annotations of the constructor's parameter
	 * @param keys the keys it is read from; it is written to the first
	 * @param defaultValue what it is where data has none of its keys, as texts; null if
	 * it has no default
	 * @param required whether data without its keys is incomplete
	 */
	public record Field(RecordComponent component, TypeDescriptor type, List<String> keys,
			@Nullable List<String> defaultValue, boolean required) {

		// Spring Boot's, which a record may have for its configuration too.
		private static final String BIND = "org.springframework.boot.context.properties.bind.";

		static Field of(RecordComponent component, MethodParameter parameter) {
			MergedAnnotations annotations = MergedAnnotations.from(parameter.getParameter());
			List<String> keys = annotations.get(BIND + "Name")
				.getValue(MergedAnnotation.VALUE, String.class)
				.map(Field::keysOfName)
				.orElseGet(() -> keysOfComponent(component.getName()));
			List<String> defaultValue = annotations.get(BIND + "DefaultValue")
				.getValue(MergedAnnotation.VALUE, String[].class)
				.map(List::of)
				.orElse(null);
			boolean optional = defaultValue != null || component.getType() == Optional.class
					|| Nullness.forMethodParameter(parameter) == Nullness.NULLABLE;
			return new Field(component, new TypeDescriptor(parameter), keys, defaultValue, !optional);
		}

		// Somebody else may know the data by just this name.
		private static List<String> keysOfName(String name) {
			String kebab = KebabCase.of(name);
			return Stream.of(name, kebab, kebab.replace('-', '_')).distinct().toList();
		}

		private static List<String> keysOfComponent(String name) {
			String kebab = KebabCase.of(name);
			return Stream.of(kebab, name, kebab.replace('-', '_')).distinct().toList();
		}

		/**
		 * The key under which the component is written.
		 * @return the first of its keys
		 */
		public String key() {
			return this.keys.get(0);
		}

		/**
		 * The key under which the data has this component: as it is named in Java, in
		 * kebab case, or with underscores.
		 * @param values the data
		 * @return the key, or {@code null} if the data has none of them
		 */
		public @Nullable String keyIn(Map<String, ?> values) {
			for (String candidate : this.keys) {
				if (values.get(candidate) != null) {
					return candidate;
				}
			}
			return null;
		}

	}

}
