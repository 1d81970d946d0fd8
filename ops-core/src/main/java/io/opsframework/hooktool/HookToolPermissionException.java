package io.opsframework.hooktool;

/**
 * Juju does not allow this unit what it asked for: most often because only the leader
 * may.
 */
public class HookToolPermissionException extends HookToolException {

	/**
	 * Create a new exception.
	 * @param tool the tool's name
	 * @param exitCode its exit code
	 * @param message the whole message
	 */
	public HookToolPermissionException(String tool, int exitCode, String message) {
		super(tool, exitCode, message, null);
	}

}
