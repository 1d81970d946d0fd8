package io.opsframework.hooktool;

/**
 * Juju does not know the secret, or does not let this unit know of it.
 */
public class SecretNotFoundException extends HookToolException {

	/**
	 * Create a new exception.
	 * @param tool the tool's name
	 * @param exitCode its exit code
	 * @param message the whole message
	 */
	public SecretNotFoundException(String tool, int exitCode, String message) {
		super(tool, exitCode, message, null);
	}

}
