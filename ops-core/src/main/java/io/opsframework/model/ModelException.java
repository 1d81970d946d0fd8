package io.opsframework.model;

import org.jspecify.annotations.Nullable;

/**
 * A charm asked the model for something that Juju does not allow or does not have.
 */
public class ModelException extends RuntimeException {

	/**
	 * Create a new exception.
	 * @param message what is wrong and what to do instead
	 */
	public ModelException(String message) {
		this(message, null);
	}

	/**
	 * Create a new exception.
	 * @param message what is wrong and what to do instead
	 * @param cause the cause, if there is one
	 */
	public ModelException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
