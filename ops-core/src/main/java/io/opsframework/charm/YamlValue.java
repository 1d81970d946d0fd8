package io.opsframework.charm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A value in a YAML file of a charm, and its place there. A value is asked for as what it
 * must be, and the error when it is something else names file, line and key. What is
 * absent and what is empty are the same.
 */
public final class YamlValue {

	private static final int SHOWN_LENGTH = 60;

	private final YamlFile file;

	private final String path;

	private final String key;

	private final @Nullable Object value;

	/**
	 * Make a value.
	 * @param file the file the value is from
	 * @param path the keys that lead to the value
	 * @param key the last of them
	 * @param value a map with string keys, a list, a scalar; {@code null} where it is
	 * absent
	 */
	YamlValue(YamlFile file, String path, String key, @Nullable Object value) {
		this.file = file;
		this.path = path;
		this.key = key;
		this.value = value;
	}

	/**
	 * The plain value.
	 * @return a map with texts as keys, a list, a text, a {@code Long}, a
	 * {@code BigInteger}, a {@code Double} or a {@code Boolean}; {@code null} where there
	 * is no value
	 */
	public @Nullable Object value() {
		return this.value;
	}

	/**
	 * The keys that lead to the value: {@code requires.database.interface},
	 * {@code assumes[0]}.
	 * @return the path; empty for the whole file
	 */
	public String path() {
		return this.path;
	}

	/**
	 * The key that the value stands under.
	 * @return the key; empty for the whole file and for the elements of a list
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Whether there is a value.
	 * @return {@code false} if the key is absent, or has no value
	 */
	public boolean isPresent() {
		return this.value != null;
	}

	/**
	 * Whether the value is a list.
	 * @return {@code true} for a list
	 */
	public boolean isList() {
		return this.value instanceof List<?>;
	}

	/**
	 * Whether the value is a mapping.
	 * @return {@code true} for a mapping
	 */
	public boolean isMapping() {
		return this.value instanceof Map<?, ?>;
	}

	/**
	 * Give what stands under a key.
	 * @param key the key
	 * @return the value, which can be absent
	 * @throws CharmMetadataException if there is a value, and it is no mapping
	 */
	public YamlValue get(String key) {
		return child(key, mapping().get(key));
	}

	private Map<?, ?> mapping() {
		if (this.value == null || this.value instanceof Map<?, ?>) {
			return (this.value != null) ? (Map<?, ?>) this.value : Map.of();
		}
		throw mustBe("a mapping");
	}

	private YamlValue child(String key, @Nullable Object child) {
		return new YamlValue(this.file, this.path.isEmpty() ? key : this.path + "." + key, key, child);
	}

	/**
	 * Give the entries of a mapping.
	 * @return the values by their keys, in the order of the file; empty where there is no
	 * value
	 * @throws CharmMetadataException if there is a value, and it is no mapping
	 */
	public Map<String, YamlValue> entries() {
		return entries(Function.identity());
	}

	<T> Map<String, T> entries(Function<YamlValue, T> reader) {
		Map<String, T> entries = new LinkedHashMap<>();
		mapping().forEach((key, child) -> {
			YamlValue entry = child(String.valueOf(key), child);
			entries.put(entry.key(), reader.apply(entry));
		});
		return Collections.unmodifiableMap(entries);
	}

	/**
	 * Refuse all keys of a mapping but some.
	 * @param keys the keys that the mapping can have
	 * @throws CharmMetadataException if it has another one, or is no mapping
	 */
	public void allowOnly(List<String> keys) {
		for (YamlValue entry : entries().values()) {
			if (!keys.contains(entry.key)) {
				throw entry.problem(
						"%s is unknown, expected one of %s".formatted(subject(entry.path), String.join(", ", keys)));
			}
		}
	}

	/**
	 * Give the elements of a list.
	 * @return the elements; empty where there is no value
	 * @throws CharmMetadataException if there is a value, and it is no list
	 */
	public List<YamlValue> elements() {
		if (this.value == null) {
			return List.of();
		}
		if (!(this.value instanceof List<?> list)) {
			throw mustBe("a list");
		}
		List<YamlValue> elements = new ArrayList<>();
		for (Object element : list) {
			elements.add(new YamlValue(this.file, this.path + "[" + elements.size() + "]", "", element));
		}
		return elements;
	}

	/**
	 * Give the text that must be here.
	 * @param what what it must be, for the message: {@code an interface's name}
	 * @return the text, never empty
	 * @throws CharmMetadataException if there is no text
	 */
	public String requireText(String what) {
		String text = (this.value instanceof String string) ? string : "";
		if (text.isEmpty()) {
			throw mustBe(what);
		}
		return text;
	}

	/**
	 * Give the text that must be here and look in a certain way.
	 * @param pattern how the whole text must look
	 * @param what what it must be, for the message: {@code a base such as ubuntu@24.04}
	 * @return the text
	 * @throws CharmMetadataException if there is no such text
	 */
	public String requireText(Pattern pattern, String what) {
		if (this.value instanceof String text && pattern.matcher(text).matches()) {
			return text;
		}
		throw mustBe(what);
	}

	/**
	 * Give the text that can be here.
	 * @return the text; {@code null} where there is no value
	 * @throws CharmMetadataException if there is a value, and it is no text
	 */
	public @Nullable String text() {
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

	/**
	 * Give the texts of a list.
	 * @return the texts; empty where there is no value
	 * @throws CharmMetadataException if there is a value, and it is no list of texts
	 */
	public List<String> texts() {
		return elements().stream().map((element) -> element.requireText("a text")).toList();
	}

	/**
	 * Give the texts of a list, or the single one that stands here without a list.
	 * @return the texts; empty where there is no value
	 * @throws CharmMetadataException if there is a value, and it is neither
	 */
	public List<String> textOrTexts() {
		if (this.value instanceof String text) {
			return text.isEmpty() ? List.of() : List.of(text);
		}
		return texts();
	}

	static List<String> joinTexts(YamlValue... values) {
		return Arrays.stream(values).flatMap((value) -> value.textOrTexts().stream()).distinct().toList();
	}

	YamlValue or(YamlValue other) {
		return isPresent() ? this : other;
	}

	@Nullable Integer count() {
		if (this.value == null) {
			return null;
		}
		if (this.value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
			return number.intValue();
		}
		throw mustBe("a whole number, 0 or more");
	}

	@Nullable Integer wholeNumber() {
		if (this.value == null) {
			return null;
		}
		if (this.value instanceof Long number && number == number.intValue()) {
			return number.intValue();
		}
		throw mustBe("a whole number of 32 bits");
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

	/**
	 * Make the exception for a value that is not what it must be.
	 * @param what what it must be
	 * @return the exception, whose message says what the value is instead
	 */
	public CharmMetadataException mustBe(String what) {
		return problem("%s must be %s, but is %s".formatted(subject(this.path), what, describe(this.value)));
	}

	/**
	 * Make the exception for what is wrong here.
	 * @param problem the problem, with the key
	 * @return the exception, whose message has the file and the line before it
	 */
	public CharmMetadataException problem(String problem) {
		return this.file.problem(this.path, problem);
	}

	static String subject(String path) {
		return path.isEmpty() ? "the file" : "'" + path + "'";
	}

	private static String describe(@Nullable Object value) {
		if (value == null) {
			return "not set";
		}
		if (value instanceof Map || value instanceof List) {
			return (value instanceof Map) ? "a mapping" : "a list";
		}
		String text = value.toString();
		String excerpt = (text.length() <= SHOWN_LENGTH) ? text : text.substring(0, SHOWN_LENGTH) + "…";
		return (value instanceof String) ? "'" + excerpt + "'" : excerpt;
	}

}
