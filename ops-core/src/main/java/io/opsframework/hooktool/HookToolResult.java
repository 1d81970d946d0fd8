package io.opsframework.hooktool;

/**
 * What a hook tool answered.
 *
 * @param exitCode 0 for success, 1 for an error while running, 2 for a wrong usage
 * @param output what it wrote to standard output
 * @param error what it wrote to standard error
 */
public record HookToolResult(int exitCode, String output, String error) {

	/**
	 * A success with the given output.
	 * @param output the output
	 * @return the result
	 */
	public static HookToolResult success(String output) {
		return new HookToolResult(0, output, "");
	}

	/**
	 * The exit code only: the streams may hold values that no log may show.
	 */
	@Override
	public String toString() {
		return "exit code " + this.exitCode;
	}

}
