package io.opsframework.autoconfigure.verification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.opsframework.mapping.RecordFields;
import io.opsframework.mapping.RecordFields.Field;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;

/**
 * A record that takes the parameters of an action, or those below one of them.
 *
 * @param type the record
 * @param parameters the parameters that are declared
 */
record ActionRecord(Class<?> type, ActionParameters parameters) {

	private static final Pattern NEXT_WORD = Pattern.compile("[-_](\\w)");

	/**
	 * Fail if a component has no parameter, cannot hold what its parameter can be, has
	 * another default, or cannot do without a parameter that need not be given.
	 * @throws InvalidCharmException if there is such a component
	 */
	void verify() {
		for (Field field : RecordFields.of(this.type).fields()) {
			BoundComponent component = component(field);
			String name = field.keyIn(this.parameters.schemas());
			if (name == null) {
				throw component.undeclared(field.key());
			}
			component.verify(this.parameters.value(name));
			verifyRequired(field, this.parameters.value(name));
			verifyBelow(name, record(field.type().getResolvableType()));
		}
	}

	/**
	 * What has to change in what is declared, for the record to fit.
	 * @param properties the key that has the parameters
	 * @return the new values of keys, empty for a record that fits
	 */
	Map<String, Object> changes(String properties) {
		Map<String, @Nullable Object> changes = new LinkedHashMap<>();
		List<Object> required = new ArrayList<>(this.parameters.required());
		for (Field field : RecordFields.of(this.type).fields()) {
			String declared = field.keyIn(this.parameters.schemas());
			String name = (declared != null) ? declared : field.key();
			Map<String, @Nullable Object> change = changes(field, declared);
			if (!change.isEmpty()) {
				changes.put(name, change);
			}
			boolean hasDefault = declared != null && this.parameters.value(declared).defaultValue() != null;
			if (field.required() && !hasDefault && !required.contains(name)) {
				required.add(name);
			}
		}
		Map<String, Object> result = new LinkedHashMap<>();
		if (!changes.isEmpty()) {
			result.put(properties, changes);
		}
		if (!required.equals(this.parameters.required())) {
			result.put("required", required);
		}
		return result;
	}

	private Map<String, @Nullable Object> changes(Field field, @Nullable String declared) {
		Map<String, @Nullable Object> changes = component(field)
			.changes((declared != null) ? this.parameters.value(declared) : null);
		Class<?> record = record(field.type().getResolvableType());
		ActionParameters below = (declared != null) ? this.parameters.below(declared) : null;
		if (record != null && below != null) {
			Map<String, Object> nested = new ActionRecord(record, below).changes("properties");
			if (!nested.isEmpty()) {
				changes.putAll(below.path().endsWith(".items.properties") ? Map.of("items", nested) : nested);
			}
		}
		return changes;
	}

	/**
	 * The parameters that have no component.
	 * @return their names
	 */
	Set<String> untaken() {
		Set<String> untaken = new LinkedHashSet<>(this.parameters.schemas().keySet());
		RecordFields.of(this.type)
			.fields()
			.forEach((field) -> untaken.remove(String.valueOf(field.keyIn(this.parameters.schemas()))));
		return untaken;
	}

	private BoundComponent component(Field field) {
		List<String> value = field.defaultValue();
		return new BoundComponent(this.type, field.component().getName(), field.type(),
				(value != null && !value.isEmpty()) ? StringUtils.collectionToCommaDelimitedString(value) : null,
				this.parameters);
	}

	private void verifyRequired(Field field, DeclaredValue declared) {
		if (field.required() && declared.defaultValue() == null && !this.parameters.mustBeGiven(declared.name())) {
			List<Object> required = new ArrayList<>(this.parameters.required());
			required.add(declared.name());
			throw new InvalidCharmException(
					"%s cannot do without %s, which charmcraft.yaml does not require"
						.formatted(this.type.getSimpleName(), this.parameters.describe(declared.name())),
					"Take an Optional, or write a @DefaultValue, in %s, or in charmcraft.yaml, below %s:%n%n    required: %s"
						.formatted(this.type.getName(), this.parameters.parent(), required));
		}
	}

	private void verifyBelow(String name, @Nullable Class<?> record) {
		ActionParameters below = this.parameters.below(name);
		if (record != null && below != null) {
			new ActionRecord(record, below).verify();
		}
	}

	private static @Nullable Class<?> record(ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		if (type.isArray()) {
			return record(type.getComponentType());
		}
		if (resolved == Optional.class || Iterable.class.isAssignableFrom(resolved)) {
			return record(type.getGeneric());
		}
		return resolved.isRecord() ? resolved : null;
	}

	/**
	 * Fail if a parameter has no component: an action fails with what it does not know.
	 * @throws InvalidCharmException if there is such a parameter
	 */
	void verifyComplete() {
		for (String name : untaken()) {
			throw new InvalidCharmException(
					"%s has no component for %s, so that the action fails when it is given"
						.formatted(this.type.getSimpleName(), this.parameters.describe(name)),
					"Take it out of charmcraft.yaml, below %s, or write in %s:%n%n    %s".formatted(
							this.parameters.path(), this.type.getName(), component(this.parameters.value(name))));
		}
	}

	private String component(DeclaredValue declared) {
		String type = (declared.type() != null) ? declared.type().javaType() : "Object";
		boolean given = declared.defaultValue() != null || this.parameters.mustBeGiven(declared.name());
		return (given ? type : "Optional<%s>".formatted(StringUtils.capitalize(type))) + " "
				+ NEXT_WORD.matcher(declared.name()).replaceAll((word) -> word.group(1).toUpperCase(Locale.ROOT));
	}

}
