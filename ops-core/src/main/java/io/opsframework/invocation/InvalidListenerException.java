package io.opsframework.invocation;

import java.lang.reflect.Method;

/**
 * A listener method cannot work as it is written. The application does not start.
 */
public class InvalidListenerException extends RuntimeException {

	private final String action;

	/**
	 * Create a new exception.
	 * @param method the listener
	 * @param problem what is wrong with it, as the rest of a sentence that begins with it
	 * @param action what to write instead, a sentence
	 */
	public InvalidListenerException(Method method, String problem, String action) {
		super("Listener %s.%s %s".formatted(method.getDeclaringClass().getSimpleName(), method.getName(), problem));
		this.action = action;
	}

	/**
	 * What to write instead.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
