package io.opsframework.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what Juju could not do.
 */
final class Violations {

	private final List<String> messages = new ArrayList<>();

	void add(String message, Object... arguments) {
		this.messages.add(message.formatted(arguments));
	}

	/**
	 * Fail if there are any.
	 * @param subject what they are about
	 */
	void throwIfAny(String subject) {
		if (!this.messages.isEmpty()) {
			throw new InconsistentStateException(subject, this.messages);
		}
	}

}
