package io.opsframework.hooktool;

/**
 * The storage instance is not attached to this unit: it is gone, is not there yet, or
 * never was.
 */
public class StorageNotFoundException extends HookToolException {

	/**
	 * Create a new exception.
	 * @param tool the tool's name
	 * @param exitCode its exit code
	 * @param message the whole message
	 */
	public StorageNotFoundException(String tool, int exitCode, String message) {
		super(tool, exitCode, message, null);
	}

}
