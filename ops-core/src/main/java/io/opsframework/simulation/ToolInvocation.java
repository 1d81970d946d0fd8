package io.opsframework.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import org.jspecify.annotations.Nullable;

/**
 * One call of a simulated tool: its arguments, the hook it belongs to, and what it
 * prints.
 */
final class ToolInvocation {

	private final HookToolCall call;

	private final Arguments arguments;

	private final HookContext hook;

	private final StringBuilder output = new StringBuilder();

	private final StringBuilder error = new StringBuilder();

	ToolInvocation(HookToolCall call, Arguments arguments, HookContext hook) {
		this.call = call;
		this.arguments = arguments;
		this.hook = hook;
	}

	HookContext hook() {
		return this.hook;
	}

	Arguments arguments() {
		return this.arguments;
	}

	// The output format that was asked for.
	OutputFormat format() {
		return OutputFormat.of(this.arguments.option(Options.FORMAT));
	}

	// Print a value in the format that was asked for, to where it was asked for.
	void write(@Nullable Object value) {
		write(value, format());
	}

	// As above, by tools that print YAML unless they are asked for something else.
	void writeYaml(@Nullable Object value) {
		String format = this.arguments.option(Options.FORMAT);
		write(value, (format != null) ? OutputFormat.of(format) : OutputFormat.YAML);
	}

	void writeLine(String text) {
		this.output.append(text).append('\n');
	}

	// Print as it is, without a line feed.
	void writeText(String text) {
		this.output.append(text);
	}

	private void write(@Nullable Object value, OutputFormat format) {
		String text = format.format(value);
		String file = this.arguments.option(Options.OUTPUT);
		if (file != null) {
			writeFile(file, text);
		}
		else {
			this.output.append(text);
		}
	}

	/**
	 * Say that {@code --format} means nothing here, where it was given.
	 */
	void warnAboutFormat() {
		String format = this.arguments.option(Options.FORMAT);
		if (format != null && !format.isEmpty()) {
			this.error.append("--format flag deprecated for command ").append(GoText.quote(this.call.tool()));
		}
	}

	/**
	 * Read a file as the agent does, or standard input.
	 * @param path the path, {@code -} for standard input
	 * @return the whole content
	 */
	String read(String path) {
		if (path.equals("-")) {
			return (this.call.input() != null) ? this.call.input() : "";
		}
		try {
			return Files.readString(resolve(path));
		}
		catch (IOException ex) {
			throw openFailure(path, ex);
		}
	}

	HookToolResult result() {
		return new HookToolResult(0, this.output.toString(), this.error.toString());
	}

	private void writeFile(String path, String text) {
		try {
			Files.writeString(resolve(path), text);
		}
		catch (IOException ex) {
			throw openFailure(path, ex);
		}
	}

	private Path resolve(String path) {
		return this.hook.variables().directory().resolve(path);
	}

	private ToolException openFailure(String path, IOException ex) {
		String reason = (ex instanceof NoSuchFileException) ? "no such file or directory" : "input/output error";
		return ToolException.failure("open %s: %s".formatted(resolve(path), reason));
	}

}
