package io.opsframework.charm;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The type of a config option.
 */
public enum ConfigType {

	/** A text. */
	STRING("a text"),

	/** A whole number of 64 bits: a {@code Long}. */
	INT("a whole number"),

	/** A {@code Double}. */
	FLOAT("a number"),

	/** A {@code Boolean}. */
	BOOLEAN("true or false"),

	/** The URI of a secret that the user granted to the application, or empty. */
	SECRET("empty or a secret's URI");

	private static final String WHOLE_NUMBER = "[-+]?(0[xX][0-9a-fA-F]+|[0-9]+)";

	private static final List<String> TRUE = List.of("1", "t", "T", "true", "TRUE", "True");

	private static final List<String> FALSE = List.of("0", "f", "F", "false", "FALSE", "False");

	private final String expectation;

	ConfigType(String expectation) {
		this.expectation = expectation;
	}

	@Nullable Object readDefault(YamlValue declared) {
		Object value = declared.value();
		Object converted = (value instanceof String text) ? parse(text) : value;
		if (this == FLOAT && value instanceof Long number) {
			return number.doubleValue();
		}
		if (converted == null || accepts(converted)) {
			return converted;
		}
		throw declared.mustBe(this.expectation);
	}

	// Juju takes a default in quotes for what it says.
	private Object parse(String text) {
		return switch (this) {
			case INT -> text.matches(WHOLE_NUMBER) ? parseLong(text) : text;
			case BOOLEAN -> TRUE.contains(text) ? Boolean.TRUE : FALSE.contains(text) ? Boolean.FALSE : text;
			case STRING, FLOAT, SECRET -> text;
		};
	}

	private static Object parseLong(String text) {
		try {
			return Long.decode(text);
		}
		catch (NumberFormatException ex) {
			return text;
		}
	}

	/**
	 * What a value must be.
	 * @return what is expected, for a message
	 */
	public String expectation() {
		return this.expectation;
	}

	/**
	 * Whether a value is of this type.
	 * @param value the value
	 * @return {@code true} for a value of the class that the type says
	 */
	public boolean accepts(Object value) {
		return switch (this) {
			case STRING -> value instanceof String;
			case INT -> value instanceof Long;
			case FLOAT -> value instanceof Double;
			case BOOLEAN -> value instanceof Boolean;
			case SECRET -> value instanceof String uri && (uri.isEmpty() || uri.startsWith("secret:"));
		};
	}

}
