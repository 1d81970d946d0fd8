package io.opsframework.testing;

import java.util.List;

/**
 * A test asks for something that Juju could not do with this charm.
 */
public class InconsistentStateException extends IllegalArgumentException {

	private final List<String> violations;

	InconsistentStateException(String subject, List<String> violations) {
		super("%s cannot be in Juju:%n- %s".formatted(subject, String.join(System.lineSeparator() + "- ", violations)));
		this.violations = List.copyOf(violations);
	}

	/**
	 * Everything that is wrong.
	 * @return a sentence each that says what to change, at least one
	 */
	public List<String> getViolations() {
		return this.violations;
	}

}
