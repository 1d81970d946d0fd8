package io.opsframework.mapping;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;

/**
 * The components of a record with the keys they stand under.
 *
 * @param constructor the canonical constructor
 * @param fields the components in their order
 */
record RecordFields(Constructor<?> constructor, List<Field> fields) {

	static RecordFields of(Class<?> type) {
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
			Constructor<?> constructor = type.getDeclaredConstructor(types);
			constructor.setAccessible(true);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("Record without its canonical constructor: " + type.getName(), ex);
		}
	}

	/**
	 * A component of a record.
	 *
	 * @param component the component
	 * @param key the key in kebab case
	 * @param required whether data without the key is incomplete
	 */
	record Field(RecordComponent component, String key, boolean required) {

		static Field of(RecordComponent component, MethodParameter parameter) {
			boolean optional = component.getType() == Optional.class
					|| Nullness.forMethodParameter(parameter) == Nullness.NULLABLE;
			return new Field(component, kebabCase(component.getName()), !optional);
		}

		private static String kebabCase(String name) {
			StringBuilder kebab = new StringBuilder();
			for (char c : name.toCharArray()) {
				if (Character.isUpperCase(c) && !kebab.isEmpty()) {
					kebab.append('-');
				}
				kebab.append(c);
			}
			return kebab.toString().toLowerCase(Locale.ROOT);
		}

		/**
		 * The key under which the data has this component: as it is named in Java, in
		 * kebab case, or with underscores.
		 */
		@Nullable String keyIn(Map<String, ?> values) {
			for (String candidate : keys()) {
				if (values.get(candidate) != null) {
					return candidate;
				}
			}
			return null;
		}

		List<String> keys() {
			return List.of(this.key, this.component.getName(), this.key.replace('-', '_'));
		}

	}

}
