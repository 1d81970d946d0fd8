package io.opsframework.hooktool;

/**
 * Juju does not know the relation (any more): it is gone, or never was.
 */
public class RelationNotFoundException extends HookToolException {

	/**
	 * Create a new exception.
	 * @param tool the tool's name
	 * @param exitCode its exit code
	 * @param message the whole message
	 */
	public RelationNotFoundException(String tool, int exitCode, String message) {
		super(tool, exitCode, message, null);
	}

}
