package io.opsframework.pebble;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What a layer says about one service, check or log target: fields by the names that
 * Pebble's layer specification gives to them. A field that this version of the framework
 * does not know is kept, and sent as it is. Immutable; each {@code with} method gives a
 * new one.
 *
 * @param <S> the type itself
 */
public abstract sealed class Spec<S extends Spec<S>> permits ServiceSpec, CheckSpec, LogTargetSpec {

	private final Map<String, Object> fields;

	Spec(Map<String, ?> fields) {
		this.fields = SpecFields.canonical(fields);
	}

	abstract S create(Map<String, ?> fields);

	/**
	 * All that is said.
	 * @return the values of the fields, without those that are {@code null}: texts,
	 * numbers, lists of texts, and maps
	 */
	public final Map<String, Object> fields() {
		return this.fields;
	}

	/**
	 * What becomes of what layers below say.
	 * @return {@code replace} or {@code merge}
	 */
	public final @Nullable String override() {
		return text("override");
	}

	/**
	 * The same, but that it is merged into what layers below say: texts and numbers take
	 * the place of theirs, lists are appended, and maps are merged.
	 * @return a new one
	 */
	public final S merged() {
		return with("override", "merge");
	}

	/**
	 * The same with another value of a field.
	 * @param field the name of the field
	 * @param value the value: a text, number, boolean, duration, collection of texts, or
	 * a map of those; {@code null} to leave the field out
	 * @return a new one
	 */
	public final S with(String field, @Nullable Object value) {
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(this.fields);
		changed.put(field, value);
		return create(changed);
	}

	final S withEntry(String field, String name, String value) {
		Map<String, String> changed = new LinkedHashMap<>(texts(field));
		changed.put(name, value);
		return with(field, changed);
	}

	final S said() {
		return create(SpecFields.said(this.fields));
	}

	final S mergedWith(S over) {
		return create(SpecFields.merge(this.fields, over.fields()));
	}

	final @Nullable String text(String field) {
		Object value = this.fields.get(field);
		return (value != null) ? value.toString() : null;
	}

	final @Nullable Integer integer(String field) {
		return (this.fields.get(field) instanceof Long number) ? Math.toIntExact(number) : null;
	}

	final @Nullable Double decimal(String field) {
		return (this.fields.get(field) instanceof Double number) ? number : null;
	}

	final @Nullable Duration duration(String field) {
		String text = text(field);
		return (text != null) ? GoDuration.parse(text) : null;
	}

	final List<String> list(String field) {
		return (this.fields.get(field) instanceof Collection<?> values) ? values.stream().map(String::valueOf).toList()
				: List.of();
	}

	final Map<String, String> texts(String field) {
		return SpecFields.texts(this.fields.get(field));
	}

	final Map<String, Object> map(String field) {
		return SpecFields.map(this.fields.get(field));
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof Spec<?> spec && spec.getClass() == getClass() && spec.fields.equals(this.fields);
	}

	@Override
	public final int hashCode() {
		return this.fields.hashCode();
	}

	/**
	 * The fields, but of variables, headers and labels only the names: their values may
	 * be secret.
	 */
	@Override
	public final String toString() {
		Map<String, Object> shown = new TreeMap<>(this.fields);
		shown.replaceAll((field, value) -> (value instanceof Map<?, ?> map) ? map.keySet() : value);
		return getClass().getSimpleName() + shown;
	}

}
