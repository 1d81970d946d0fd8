package io.opsframework.hooktool;

import org.jspecify.annotations.Nullable;

/**
 * A hook tool answered too much, not in time, or something else than what it is asked
 * for. The message never shows the answer: it may hold values that no log may show.
 */
public class HookToolOutputException extends HookToolException {

	/**
	 * Create a new exception.
	 * @param tool the tool's name
	 * @param exitCode its exit code; -1 where it did not end by itself
	 * @param message the whole message
	 * @param cause the cause, if there is one
	 */
	public HookToolOutputException(String tool, int exitCode, String message, @Nullable Throwable cause) {
		super(tool, exitCode, message, cause);
	}

}
