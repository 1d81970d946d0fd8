package io.opsframework.autoconfigure.config;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by the constructor of a configuration record for a value that it does not take.
 * The unit is blocked with a message for the person who sets options.
 */
public class InvalidOptionException extends IllegalArgumentException {

	private final String option;

	private final @Nullable Object value;

	private final String reason;

	/**
	 * Create a new exception.
	 * @param option the name of the option, as {@code juju config} has it
	 * @param value the value that is refused
	 * @param reason why, or what is allowed
	 */
	public InvalidOptionException(String option, @Nullable Object value, String reason) {
		super("Option '%s' is refused: %s".formatted(option, reason));
		this.option = option;
		this.value = value;
		this.reason = reason;
	}

	/**
	 * The name of the option.
	 * @return the name
	 */
	public String getOption() {
		return this.option;
	}

	/**
	 * The value that is refused.
	 * @return the value
	 */
	public @Nullable Object getValue() {
		return this.value;
	}

	/**
	 * Why it is refused, or what is allowed.
	 * @return the reason
	 */
	public String getReason() {
		return this.reason;
	}

}
