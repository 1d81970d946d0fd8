package io.opsframework.hooktool;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One call of a hook tool.
 *
 * @param tool the tool's name, {@code relation-get}
 * @param arguments its arguments, as a process would get them
 * @param input what the tool reads from its standard input; {@code null} for nothing
 */
public record HookToolCall(String tool, List<String> arguments, @Nullable String input) {

	public HookToolCall {
		arguments = List.copyOf(arguments);
	}

	/**
	 * A call without standard input.
	 * @param tool the tool's name
	 * @param arguments its arguments
	 * @return the call
	 */
	public static HookToolCall of(String tool, String... arguments) {
		return new HookToolCall(tool, List.of(arguments), null);
	}

	/**
	 * The tool's name only: arguments and input may hold values that no log may show.
	 */
	@Override
	public String toString() {
		return this.tool;
	}

}
