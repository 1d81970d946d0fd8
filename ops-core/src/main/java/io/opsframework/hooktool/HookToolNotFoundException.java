package io.opsframework.hooktool;

import org.jspecify.annotations.Nullable;

/**
 * There is no such hook tool: Juju does not have it in this version, or this is not a
 * hook. Hook tools are there only while Juju runs a hook or an action.
 */
public class HookToolNotFoundException extends HookToolException {

	/**
	 * Create a new exception.
	 * @param tool the tool's name
	 * @param message the whole message
	 * @param cause the cause, if there is one
	 */
	public HookToolNotFoundException(String tool, String message, @Nullable Throwable cause) {
		super(tool, -1, message, cause);
	}

}
