package io.opsframework.charm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One value of a charm's file: a value of a plain tree, as YAML or JSON gives it, and its
 * place. An absent value and an empty one are the same.
 *
 * @param file the file the value is from
 * @param path the keys that lead to the value, with dots between; empty for the root
 * @param value a map with string keys, a list, a scalar; {@code null} where it is absent
 */
record Declaration(CharmFile file, String path, @Nullable Object value) {

	static Declaration root(CharmFile file, @Nullable Object tree) {
		return new Declaration(file, "", tree);
	}

	Declaration get(String key) {
		if (this.value instanceof Map<?, ?> map) {
			return child(key, map.get(key));
		}
		if (this.value == null) {
			return child(key, null);
		}
		throw mustBe("a mapping");
	}

	private Declaration child(String key, @Nullable Object child) {
		return new Declaration(this.file, this.path.isEmpty() ? key : this.path + "." + key, child);
	}

	boolean isPresent() {
		return this.value != null;
	}

	Map<String, Declaration> entries() {
		if (this.value == null) {
			return Map.of();
		}
		if (!(this.value instanceof Map<?, ?> map)) {
			throw mustBe("a mapping");
		}
		Map<String, Declaration> entries = new LinkedHashMap<>();
		map.forEach((key, child) -> entries.put(String.valueOf(key), child(String.valueOf(key), child)));
		return entries;
	}

	<T> Map<String, T> entries(Function<Named, T> reader) {
		Map<String, T> result = new LinkedHashMap<>();
		entries().forEach((name, declaration) -> result.put(name, reader.apply(new Named(name, declaration))));
		return Collections.unmodifiableMap(result);
	}

	List<Declaration> elements() {
		if (this.value == null) {
			return List.of();
		}
		if (!(this.value instanceof List<?> list)) {
			throw mustBe("a list");
		}
		List<Declaration> elements = new ArrayList<>();
		for (int i = 0; i < list.size(); i++) {
			elements.add(child(String.valueOf(i), list.get(i)));
		}
		return elements;
	}

	String requireText(String what) {
		String text = (this.value instanceof String string) ? string : "";
		if (text.isEmpty()) {
			throw mustBe(what);
		}
		return text;
	}

	@Nullable String text() {
		if (this.value == null || this.value instanceof String) {
			return (String) this.value;
		}
		throw mustBe("a text");
	}

	String text(String fallback) {
		String text = text();
		return (text != null) ? text : fallback;
	}

	// A text that YAML takes for a number when it has no unit or letter.
	@Nullable String textOrNumber(String what) {
		if (this.value == null || this.value instanceof String || this.value instanceof Number) {
			return (this.value != null) ? this.value.toString() : null;
		}
		throw mustBe(what);
	}

	// Several texts, or a single one that needs no list around it.
	List<String> texts() {
		if (this.value instanceof String text) {
			return text.isEmpty() ? List.of() : List.of(text);
		}
		return elements().stream().map((element) -> element.requireText("a text")).toList();
	}

	static List<String> joinTexts(Declaration... declarations) {
		return Arrays.stream(declarations).flatMap((declaration) -> declaration.texts().stream()).distinct().toList();
	}

	Declaration or(Declaration other) {
		return isPresent() ? this : other;
	}

	@Nullable Integer wholeNumber() {
		if (this.value == null) {
			return null;
		}
		if (this.value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
			return number.intValue();
		}
		throw mustBe("a whole number, 0 or more");
	}

	@Nullable Boolean flag() {
		if (this.value == null || this.value instanceof Boolean) {
			return (Boolean) this.value;
		}
		throw mustBe("true or false");
	}

	boolean flag(boolean fallback) {
		Boolean flag = flag();
		return (flag != null) ? flag : fallback;
	}

	<E extends Enum<E>> E choice(Class<E> type, @Nullable E fallback) {
		if (this.value == null && fallback != null) {
			return fallback;
		}
		for (E constant : type.getEnumConstants()) {
			if (spelling(constant).equals(this.value)) {
				return constant;
			}
		}
		throw mustBe(Arrays.stream(type.getEnumConstants())
			.map((constant) -> "'" + spelling(constant) + "'")
			.collect(Collectors.joining(" or ")));
	}

	private static String spelling(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	CharmMetadataException mustBe(String what) {
		String subject = this.path.isEmpty() ? "the file" : "'" + this.path + "'";
		return problem(subject + " must be " + what + ", but is " + describe(this.value));
	}

	CharmMetadataException problem(String problem) {
		return this.file.problem(this.path, problem);
	}

	private static String describe(@Nullable Object value) {
		if (value == null) {
			return "not set";
		}
		if (value instanceof Map || value instanceof List) {
			return (value instanceof Map) ? "a mapping" : "a list";
		}
		String text = value.toString();
		String excerpt = (text.length() <= 60) ? text : text.substring(0, 60) + "…";
		return (value instanceof String) ? "'" + excerpt + "'" : excerpt;
	}

	/**
	 * An entry of a mapping whose keys are names.
	 *
	 * @param name the key
	 * @param declaration the value
	 */
	record Named(String name, Declaration declaration) {

		Declaration get(String key) {
			return this.declaration.get(key);
		}

	}

}
