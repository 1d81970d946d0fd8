package io.opsframework.juju;

/**
 * Juju's environment lacks a variable that the hook needs, or has one that cannot be
 * read. The message, one line, names the variable, its value if it has one, and what was
 * expected.
 */
public class JujuContextException extends RuntimeException {

	private final String variable;

	JujuContextException(String variable, String message) {
		super(message.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "\uFFFD"));
		this.variable = variable;
	}

	/**
	 * The variable that is missing or malformed.
	 * @return the name, {@code JUJU_RELATION_ID}
	 */
	public String getVariable() {
		return this.variable;
	}

}
