package io.opsframework.hooktool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The text of one stand-in hook tool: a POSIX shell script of builtin commands only.
 */
final class StandInScript {

	private static final String RECORD = """
			#!/bin/sh
			input= previous=
			for argument do
				[ "$argument" = -- ] && break
				[ "$previous" = --file ] && [ "$argument" = - ] && input=yes
				previous=$argument
			done
			{
				printf '%%s\\000' %1$s "$#" "$@"
				if [ -n "$input" ]; then
					printf +
					while IFS= read -r line; do printf '%%s\\n' "$line"; done
					printf '%%s\\000' "$line"
				else
					printf -- '-\\000'
				fi
			} >>%2$s
			""";

	private final String tool;

	private final String log;

	private final Map<List<String>, HookToolResult> exact = new LinkedHashMap<>();

	private final Map<String, HookToolResult> words = new LinkedHashMap<>();

	private @Nullable StandInPipes pipes;

	private HookToolResult otherwise = HookToolResult.success("");

	StandInScript(String tool, String log) {
		this.tool = tool;
		this.log = log;
	}

	void answerThrough(StandInPipes pipes) {
		this.pipes = pipes;
	}

	void addExact(List<String> arguments, HookToolResult result) {
		this.exact.put(arguments, result);
	}

	void addWord(String word, String output) {
		this.words.put(word, HookToolResult.success(output + '\n'));
	}

	void setDefault(HookToolResult result) {
		this.otherwise = result;
		this.words.clear();
	}

	String text() {
		StringBuilder text = new StringBuilder(RECORD.formatted(quote(this.tool), quote(this.log)));
		if (this.pipes != null) {
			return text.append(this.pipes.script()).toString();
		}
		this.exact.forEach((arguments, result) -> {
			text.append("if [ $# -eq ").append(arguments.size()).append(" ]");
			for (int i = 0; i < arguments.size(); i++) {
				text.append(" && [ \"${").append(i + 1).append("}\" = ").append(quote(arguments.get(i))).append(" ]");
			}
			text.append("; then\n").append(answer(result)).append("fi\n");
		});
		this.words.forEach((word, result) -> text.append("case \" $* \" in *")
			.append(quote(" " + word + " "))
			.append("*)\n")
			.append(answer(result))
			.append(";;\nesac\n"));
		return text.append(answer(this.otherwise)).toString();
	}

	private static String answer(HookToolResult result) {
		StringBuilder answer = new StringBuilder();
		if (!result.output().isEmpty()) {
			answer.append("printf %s ").append(quote(result.output())).append('\n');
		}
		if (!result.error().isEmpty()) {
			answer.append("printf %s ").append(quote(result.error())).append(" >&2\n");
		}
		return answer.append("exit ").append(result.exitCode()).append('\n').toString();
	}

	private static String quote(String text) {
		return "'" + text.replace("'", "'\\''") + "'";
	}

}
