package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;

/**
 * How {@code dispatch} ended, and what it did before.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 * @param toolCalls its calls of hook tools, in order
 */
public record DispatchResult(int exitCode, String out, String err, List<HookToolCall> toolCalls) {

	/**
	 * All calls of hook tools, each as one would type it in a shell, standard input as a
	 * here-string: {@code relation-set -r db:1 --file - <<< '{"a":"b"}'}.
	 * @return the command lines in order
	 */
	public List<String> commandLines() {
		return this.toolCalls.stream().map(DispatchResult::commandLine).toList();
	}

	/**
	 * The calls of hook tools but {@code juju-log}.
	 * @return the command lines in order
	 */
	public List<String> commandLinesButLog() {
		return this.toolCalls.stream().filter((call) -> !isLog(call)).map(DispatchResult::commandLine).toList();
	}

	/**
	 * The calls of hook tools but {@code state-get} and {@code state-set}.
	 * @return the command lines in order
	 */
	public List<String> commandLinesButState() {
		return this.toolCalls.stream().filter((call) -> !isState(call)).map(DispatchResult::commandLine).toList();
	}

	/**
	 * The calls of {@code state-get} and {@code state-set}.
	 * @return the command lines in order
	 */
	public List<String> stateCommandLines() {
		return this.toolCalls.stream().filter(DispatchResult::isState).map(DispatchResult::commandLine).toList();
	}

	/**
	 * What was logged, one entry for each call of {@code juju-log}.
	 * @return the level, a space and the message, in order
	 */
	public List<String> log() {
		return this.toolCalls.stream()
			.filter(DispatchResult::isLog)
			.map((call) -> call.arguments().get(1) + " " + call.arguments().get(3))
			.toList();
	}

	private static boolean isLog(HookToolCall call) {
		return call.tool().equals("juju-log");
	}

	private static boolean isState(HookToolCall call) {
		return call.tool().startsWith("state-");
	}

	private static String commandLine(HookToolCall call) {
		List<String> words = new ArrayList<>(List.of(call.tool()));
		words.addAll(call.arguments());
		String input = (call.input() != null) ? " <<< " + ShellWords.quote(call.input()) : "";
		return ShellWords.join(words) + input;
	}

}
