package io.opsframework.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import org.jspecify.annotations.Nullable;

/**
 * A row of the hook tools' contract: a call in a hook, and what Juju answers.
 *
 * @param hook the name of the hook
 * @param text the row as it was written
 * @param call the call
 * @param answer the answer
 */
record ContractRow(String hook, String text, HookToolCall call, HookToolResult answer) {

	private static final Pattern ROW = Pattern.compile("(.+?)(?: <<< (.+?))? +=(?:>(?: (.*))?|! ([0-9]+) (.*))");

	private static final Pattern WORD = Pattern.compile("'([^']*)'|[^ ]+");

	/**
	 * Read a whole contract.
	 * @param text section names in brackets, rows, comments and empty lines
	 * @return the rows in order
	 */
	static List<ContractRow> parse(String text) {
		List<ContractRow> rows = new ArrayList<>();
		String hook = "";
		for (String line : text.lines().toList()) {
			if (line.startsWith("[")) {
				hook = line.substring(1, line.length() - 1);
			}
			else if (!line.isBlank() && !line.startsWith("#")) {
				rows.add(row(hook, line));
			}
		}
		return rows;
	}

	private static ContractRow row(String hook, String line) {
		Matcher row = ROW.matcher(line);
		if (!row.matches()) {
			throw new IllegalArgumentException("Not a row of the contract: " + line);
		}
		List<String> words = words(row.group(1)).toList();
		String input = (row.group(2) != null) ? words(row.group(2)).findFirst().orElseThrow() : null;
		HookToolCall call = new HookToolCall(words.get(0), words.subList(1, words.size()), input);
		return new ContractRow(hook, line.replaceAll(" +", " "), call, answer(row));
	}

	private static HookToolResult answer(Matcher row) {
		return (row.group(4) != null)
				? new HookToolResult(Integer.parseInt(row.group(4)), "", "ERROR " + unescape(row.group(5)) + "\n")
				: HookToolResult.success(unescape(row.group(3)));
	}

	private static Stream<String> words(String text) {
		return WORD.matcher(text)
			.results()
			.map((word) -> unescape((word.group(1) != null) ? word.group(1) : word.group()));
	}

	private static String unescape(@Nullable String text) {
		return (text != null) ? text.replaceAll("(?<!\\\\)\\\\n", "\n").replace("\\\\n", "\\n") : "";
	}

	@Override
	public String toString() {
		return "[" + this.hook + "] " + this.text;
	}

}
