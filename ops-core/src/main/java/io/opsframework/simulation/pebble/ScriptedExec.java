package io.opsframework.simulation.pebble;

import java.util.List;
import java.util.function.Function;

/**
 * How a simulated container answers to the commands that begin with certain words. Of
 * several, the one with most words answers; one without words answers to all.
 *
 * @param command the words
 * @param handler makes the answer to a command
 */
public record ScriptedExec(List<String> command, Function<ExecCall, ExecAnswer> handler) {

	public ScriptedExec {
		command = List.copyOf(command);
	}

	/**
	 * The same answer to each command.
	 * @param answer the answer
	 * @param command the words that the commands begin with; none for all commands
	 * @return the script
	 */
	public static ScriptedExec of(ExecAnswer answer, String... command) {
		return new ScriptedExec(List.of(command), new Same(answer));
	}

	/**
	 * A command that succeeds.
	 * @param stdout what it writes
	 * @param command the words that the commands begin with; none for all commands
	 * @return the script
	 */
	public static ScriptedExec of(String stdout, String... command) {
		return of(ExecAnswer.of(stdout), command);
	}

	boolean answers(List<String> words) {
		return words.size() >= this.command.size() && words.subList(0, this.command.size()).equals(this.command);
	}

	/**
	 * Lets two scripts be equal.
	 *
	 * @param answer the answer
	 */
	private record Same(ExecAnswer answer) implements Function<ExecCall, ExecAnswer> {

		@Override
		public ExecAnswer apply(ExecCall call) {
			return this.answer;
		}

	}

}
