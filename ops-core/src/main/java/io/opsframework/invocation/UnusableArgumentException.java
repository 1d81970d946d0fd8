package io.opsframework.invocation;

/**
 * A listener cannot be called because of what somebody else gave, such as parameters of
 * an action. The hook goes on.
 */
final class UnusableArgumentException extends RuntimeException {

	private final String reason;

	UnusableArgumentException(String reason) {
		super(reason);
		this.reason = reason;
	}

	String getReason() {
		return this.reason;
	}

}
