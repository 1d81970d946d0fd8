package io.opsframework.hooktool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One start of a charm's {@code dispatch}, as Juju's agent starts it: in the charm
 * directory, with nothing but Juju's variables, and with the hook tools first on the
 * {@code PATH}. There Java is the one that runs the tests. The unit is {@code greeter/0}
 * of a Kubernetes charm under Juju 3.6.
 */
public final class DispatchProcess {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final int KILLED = 128 + 9;

	private final Path charmDirectory;

	private final StandInHookTools tools;

	private final Map<String, String> variables = new TreeMap<>();

	private final List<String> jvmOptions = new ArrayList<>();

	private DispatchProcess(Path charmDirectory, StandInHookTools tools) {
		this.charmDirectory = charmDirectory.toAbsolutePath();
		this.tools = tools;
	}

	/**
	 * Prepare a start.
	 * @param charmDirectory the charm directory, with {@code dispatch} in it
	 * @param tools the hook tools it finds; what they recorded before is forgotten
	 * @return the process, not started yet
	 */
	public static DispatchProcess of(Path charmDirectory, StandInHookTools tools) {
		DispatchProcess process = new DispatchProcess(charmDirectory, tools);
		process.addVariablesOfEveryHook();
		return process;
	}

	private void addVariablesOfEveryHook() {
		for (String empty : List.of("JUJU_MACHINE_ID", "JUJU_PRINCIPAL_UNIT", "JUJU_AVAILABILITY_ZONE",
				"JUJU_CHARM_HTTP_PROXY", "JUJU_CHARM_HTTPS_PROXY", "JUJU_CHARM_FTP_PROXY", "JUJU_CHARM_NO_PROXY")) {
			variable(empty, "");
		}
		variable("CHARM_DIR", this.charmDirectory.toString());
		variable("JUJU_CHARM_DIR", this.charmDirectory.toString());
		variable("JUJU_CONTEXT_ID", "greeter/0-config-changed-3391209021034832217");
		variable("JUJU_AGENT_SOCKET_ADDRESS", "@/var/lib/juju/agents/unit-greeter-0/agent.socket");
		variable("JUJU_AGENT_SOCKET_NETWORK", "unix");
		variable("JUJU_UNIT_NAME", "greeter/0");
		variable("JUJU_MODEL_NAME", "welcome");
		variable("JUJU_MODEL_UUID", "cdac5656-2423-4388-8f30-41854b4cca7d");
		variable("JUJU_API_ADDRESSES", "10.1.32.4:17070 10.1.32.5:17070");
		variable("JUJU_VERSION", "3.6.27");
		variable("CLOUD_API_VERSION", "1.31.0");
		variable("JUJU_SLA", "unsupported");
		variable("KUBERNETES_SERVICE_HOST", "10.152.183.1");
		variable("KUBERNETES_SERVICE_PORT", "443");
		variable("LANG", "C.UTF-8");
		variable("TERM", "tmux-256color");
		variable("DEBIAN_FRONTEND", "noninteractive");
		variable("APT_LISTCHANGES_FRONTEND", "none");
	}

	/**
	 * The start is for a hook.
	 * @param name the hook's name
	 * @return this process
	 */
	public DispatchProcess hook(String name) {
		return variable("JUJU_DISPATCH_PATH", "hooks/" + name).variable("JUJU_HOOK_NAME", name);
	}

	/**
	 * The start is for an action.
	 * @param name the action's name
	 * @return this process
	 */
	public DispatchProcess action(String name) {
		return variable("JUJU_DISPATCH_PATH", "actions/" + name).variable("JUJU_HOOK_NAME", "")
			.variable("JUJU_ACTION_NAME", name)
			.variable("JUJU_ACTION_UUID", "12")
			.variable("JUJU_ACTION_TAG", "action-12");
	}

	/**
	 * The hook is one of a relation.
	 * @param endpoint the charm's name for the relation
	 * @param number its number
	 * @param application the remote application
	 * @param unit the remote unit; empty where the hook is about none
	 * @return this process
	 */
	public DispatchProcess relation(String endpoint, int number, String application, String unit) {
		return variable("JUJU_RELATION", endpoint).variable("JUJU_RELATION_ID", endpoint + ":" + number)
			.variable("JUJU_REMOTE_APP", application)
			.variable("JUJU_REMOTE_UNIT", unit);
	}

	/**
	 * Set a variable.
	 * @param name its name
	 * @param value its value; {@code null} to unset it
	 * @return this process
	 */
	public DispatchProcess variable(String name, @Nullable String value) {
		if (value != null) {
			this.variables.put(name, value);
		}
		else {
			this.variables.remove(name);
		}
		return this;
	}

	/**
	 * Give the JVM options that neither Juju nor {@code dispatch} know: Java on the
	 * {@code PATH} then is a script that adds them. They win over those of the charm.
	 * @param options the options
	 * @return this process
	 */
	public DispatchProcess jvmOptions(String... options) {
		this.jvmOptions.addAll(List.of(options));
		return this;
	}

	/**
	 * Start it and wait for its end.
	 * @return how it ended
	 * @throws IllegalStateException if it takes longer than two minutes; it is killed
	 * then
	 */
	public DispatchResult run() {
		return run((process) -> {
		});
	}

	/**
	 * Start it, and kill it ({@code kill -9}).
	 * @param moment waits for the moment to kill it
	 * @return how it ended: with exit code 137 if it was killed, and then without its
	 * calls, the last of which may be half written
	 * @throws IllegalStateException as {@link #run()}
	 */
	public DispatchResult runAndKill(Consumer<Process> moment) {
		return run((process) -> {
			moment.accept(process);
			process.destroyForcibly();
		});
	}

	private DispatchResult run(Consumer<Process> meanwhile) {
		this.tools.clear();
		try {
			Path streams = Files.createTempDirectory("dispatch");
			try {
				return run(streams, meanwhile);
			}
			finally {
				delete(streams);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	private DispatchResult run(Path directory, Consumer<Process> meanwhile) throws IOException, InterruptedException {
		Path out = directory.resolve("out");
		Path err = directory.resolve("err");
		ProcessBuilder builder = new ProcessBuilder(this.charmDirectory.resolve("dispatch").toString());
		builder.directory(this.charmDirectory.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
		builder.environment().clear();
		builder.environment().putAll(this.variables);
		builder.environment().put("PATH", this.tools.path() + ":" + java(directory) + ":/usr/bin:/bin");
		Process process = builder.start();
		process.getOutputStream().close();
		meanwhile.accept(process);
		if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly().waitFor();
			throw new IllegalStateException("dispatch did not end within %s: %s".formatted(TIMEOUT, read(err)));
		}
		boolean killed = process.exitValue() == KILLED;
		if (killed) {
			awaitTools();
		}
		return new DispatchResult(process.exitValue(), read(out), read(err), killed ? List.of() : this.tools.calls());
	}

	// They outlive who called them, and would be recorded among the calls of the next
	// one.
	private void awaitTools() {
		String path = this.tools.path().toString();
		ProcessHandle.allProcesses()
			.filter((tool) -> tool.info().commandLine().orElse("").contains(path))
			.forEach((tool) -> tool.onExit().join());
	}

	// The directory in which Java is found.
	private Path java(Path directory) throws IOException {
		Path home = Path.of(System.getProperty("java.home"));
		if (this.jvmOptions.isEmpty()) {
			return home.resolve("bin");
		}
		Path bin = Files.createDirectory(directory.resolve("bin"));
		Files.copy(home.resolve("release"), directory.resolve("release"));
		// The first argument names the file with the charm's own options: these here win.
		Path java = Files.writeString(bin.resolve("java"), """
				#!/bin/sh
				first=$1
				shift
				exec %s "$first" %s "$@"
				""".formatted(ShellWords.quote(home + "/bin/java"), ShellWords.join(this.jvmOptions)));
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
		return bin;
	}

	private static String read(Path file) throws IOException {
		return Files.readString(file, StandardCharsets.UTF_8);
	}

	private static void delete(Path directory) throws IOException {
		for (String file : List.of("bin/java", "bin", "release", "out", "err", "")) {
			Files.deleteIfExists(directory.resolve(file));
		}
	}

}
