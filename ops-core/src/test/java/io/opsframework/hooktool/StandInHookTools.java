package io.opsframework.hooktool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.json.Json;

/**
 * Hook tools for tests that start processes: a directory of shell scripts to be put first
 * on the {@code PATH}. Each records how it was called and gives the answer that it was
 * told, or an empty one; or {@link SimulatedHookTools} answers them. They start no
 * processes of their own, so that they can be used where hooks are timed; they are for
 * use by one process at a time.
 */
public final class StandInHookTools {

	private static final String LOG = ".calls";

	private static final List<String> ALL = List.of("action-fail", "action-get", "action-log", "action-set",
			"application-version-set", "close-port", "config-get", "goal-state", "is-leader", "juju-log", "juju-reboot",
			"network-get", "open-port", "opened-ports", "relation-get", "relation-ids", "relation-list", "relation-set",
			"resource-get", "secret-add", "secret-get", "secret-grant", "secret-ids", "secret-info-get",
			"secret-remove", "secret-revoke", "secret-set", "state-get", "state-set", "status-get", "status-set",
			"storage-add", "storage-get", "storage-list");

	private final Path directory;

	private final Map<String, StandInScript> scripts = new LinkedHashMap<>();

	private StandInHookTools(Path directory) {
		this.directory = directory;
	}

	/**
	 * Make the tools, with answers as for a unit with no configuration and no relations,
	 * that does not lead.
	 * @param directory where they are to be; created if it does not exist
	 * @return the tools
	 */
	public static StandInHookTools in(Path directory) {
		try {
			StandInHookTools tools = new StandInHookTools(Files.createDirectories(directory).toAbsolutePath());
			tools.addDefaults();
			return tools;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void answerThrough(StandInPipes pipes) {
		for (String tool : ALL) {
			script(tool).answerThrough(pipes);
			write(tool);
		}
	}

	private void addDefaults() {
		for (String tool : List.of("relation-set", "state-set", "status-set", "juju-log", "action-set", "action-log",
				"action-fail", "application-version-set", "open-port", "close-port")) {
			write(tool);
		}
		answerByDefault("is-leader", "false");
		answerByDefault("relation-ids", "[]");
		answerByDefault("relation-list", "[]");
		script("relation-list").addWord("--app", "null");
		write("relation-list");
		answerByDefault("relation-get", "{}");
		answerByDefault("opened-ports", "[]");
		answerByDefault("network-get",
				"{\"bind-addresses\":[],\"egress-subnets\":[],\"ingress-addresses\":[\"10.1.7.9\"]}");
		answerByDefault("config-get", "{}");
		answerByDefault("action-get", "{}");
		answerByDefault("state-get", "\"\"");
		answerByDefault("status-get", "{\"message\":\"\",\"status\":\"unknown\",\"status-data\":{}}");
		script("status-get").addWord("--application=true",
				"{\"application-status\":{\"message\":\"\",\"status\":\"unknown\",\"status-data\":{},\"units\":{}}}");
		write("status-get");
	}

	/**
	 * Have a call answered. Replaces what was said before about the same call.
	 * @param commandLine the tool and exactly its arguments, separated by single spaces
	 * @param output what it writes to standard output, without the newline at the end
	 * @return these tools
	 */
	public StandInHookTools answer(String commandLine, String output) {
		return answer(parse(commandLine), HookToolResult.success(output + '\n'));
	}

	/**
	 * Have a call fail. Replaces what was said before about the same call.
	 * @param commandLine the tool and exactly its arguments, separated by single spaces
	 * @param exitCode its exit code
	 * @param error what it writes to standard error, without the newline at the end
	 * @return these tools
	 */
	public StandInHookTools fail(String commandLine, int exitCode, String error) {
		return answer(parse(commandLine), new HookToolResult(exitCode, "", error + '\n'));
	}

	/**
	 * Have a call answered that cannot be written as words between spaces.
	 * @param call the tool and exactly its arguments; the input does not matter
	 * @param result the answer, written as it is
	 * @return these tools
	 */
	public StandInHookTools answer(HookToolCall call, HookToolResult result) {
		script(call.tool()).addExact(call.arguments(), result);
		return write(call.tool());
	}

	/**
	 * Have each call of a tool answered for which nothing else was said.
	 * @param tool the tool
	 * @param output what it writes to standard output, without the newline at the end
	 * @return these tools
	 */
	public StandInHookTools answerByDefault(String tool, String output) {
		script(tool).setDefault(HookToolResult.success(output + '\n'));
		return write(tool);
	}

	/**
	 * Have each call of a tool fail for which nothing else was said.
	 * @param tool the tool
	 * @param exitCode its exit code
	 * @param error what it writes to standard error, without the newline at the end
	 * @return these tools
	 */
	public StandInHookTools failByDefault(String tool, int exitCode, String error) {
		script(tool).setDefault(new HookToolResult(exitCode, "", error + '\n'));
		return write(tool);
	}

	/**
	 * Where the tools are.
	 * @return the absolute directory, to be put first on the {@code PATH}
	 */
	public Path path() {
		return this.directory;
	}

	/**
	 * What was called since the tools were made or cleared, in order. The input is there
	 * only where the arguments are {@code --file -}: else the tools do not read it.
	 * @return the calls
	 */
	public List<HookToolCall> calls() {
		Path log = this.directory.resolve(LOG);
		try {
			return Files.exists(log) ? read(Files.readString(log, StandardCharsets.UTF_8)) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Keep what was set with {@code state-set} since the tools were made or cleared, as
	 * Juju does when the hook has succeeded: {@code state-get} answers it from now on.
	 * Without this it is dropped.
	 */
	public void commit() {
		for (HookToolCall call : calls()) {
			if (call.tool().equals("state-set")
					&& Json.parse(String.valueOf(call.input())) instanceof Map<?, ?> changes) {
				changes.forEach((key, value) -> answer("state-get --format=json -- " + key, Json.write(value)));
			}
		}
	}

	/**
	 * Forget what was called. What was said about answers stays.
	 */
	public void clear() {
		try {
			Files.deleteIfExists(this.directory.resolve(LOG));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private StandInScript script(String tool) {
		return this.scripts.computeIfAbsent(tool,
				(name) -> new StandInScript(name, this.directory.resolve(LOG).toString()));
	}

	private StandInHookTools write(String tool) {
		try {
			Path file = this.directory.resolve("." + tool);
			Files.writeString(file, script(tool).text());
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
			Files.move(file, this.directory.resolve(tool), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	private static HookToolCall parse(String commandLine) {
		String[] words = commandLine.split(" ");
		return new HookToolCall(words[0], List.of(words).subList(1, words.length), null);
	}

	// A call is: its tool, how many arguments it has, these, its input with a plus sign
	// before it or a minus sign alone. A zero ends each, which none of them can hold.
	private static List<HookToolCall> read(String log) {
		List<HookToolCall> calls = new ArrayList<>();
		String[] fields = log.split("\0", -1);
		int next = 0;
		while (next < fields.length - 1) {
			int arguments = next + 2;
			int input = arguments + Integer.parseInt(fields[next + 1]);
			calls.add(new HookToolCall(fields[next], List.of(fields).subList(arguments, input),
					fields[input].equals("-") ? null : fields[input].substring(1)));
			next = input + 1;
		}
		return List.copyOf(calls);
	}

}
