package io.opsframework.charm;

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

	private final String expectation;

	ConfigType(String expectation) {
		this.expectation = expectation;
	}

	@Nullable Object readDefault(YamlValue declared) {
		Object value = declared.value();
		if (this == FLOAT && value instanceof Long number) {
			return number.doubleValue();
		}
		if (value == null || accepts(value)) {
			return value;
		}
		throw declared.mustBe(this.expectation);
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
