package io.opsframework.pack;

/**
 * The application was started in a jar mode, but not from a jar that has any.
 */
class JarModeNotAvailableException extends RuntimeException {

	private final String mode;

	JarModeNotAvailableException(String mode) {
		super("jar mode '%s' is not available here".formatted(mode));
		this.mode = mode;
	}

	String mode() {
		return this.mode;
	}

}
