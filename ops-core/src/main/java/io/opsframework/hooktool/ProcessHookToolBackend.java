package io.opsframework.hooktool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Runs hook tools as processes, found by name on the {@code PATH} of a hook's
 * environment, without a shell. A tool that writes more than 8 MiB to one of its streams,
 * or does not end in time, is destroyed with all its child processes, and the call ends
 * with a {@link HookToolOutputException}. Arguments are passed in the platform's
 * encoding, which in a hook is UTF-8; input and output are UTF-8 always.
 *
 * <p>
 * Where there is such a backend, the JDK's logger {@code java.lang.ProcessBuilder} is
 * silent at each of its levels: since Java 22 it logs the arguments of processes, which
 * may be secrets.
 */
public final class ProcessHookToolBackend implements HookToolBackend {

	// Kept here: a logger that nobody holds is forgotten with its filter. No level would
	// do, since what sets levels sets this one as well. And to log the start of a tool
	// can take a start of juju-log.
	private static final Logger PROCESS_LOGGER = Logger.getLogger("java.lang.ProcessBuilder");

	static {
		PROCESS_LOGGER.setFilter((record) -> false);
	}

	private final Map<String, String> environment;

	private final File directory;

	private final Duration timeout;

	private final HookToolPath path;

	private final ExecutorService threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS,
			new SynchronousQueue<>(), ProcessHookToolBackend::thread);

	/**
	 * Create a backend.
	 * @param environment the whole environment of the tools, {@code PATH} included
	 * @param directory the directory they run in
	 * @param timeout how long one may take
	 */
	public ProcessHookToolBackend(Map<String, String> environment, Path directory, Duration timeout) {
		this.environment = Map.copyOf(environment);
		this.directory = directory.toFile();
		this.timeout = timeout;
		this.path = new HookToolPath(environment.getOrDefault("PATH", ""), this.directory);
	}

	@Override
	public HookToolResult call(HookToolCall call) {
		if (Thread.currentThread().isInterrupted()) {
			throw new HookToolException(call.tool(), -1,
					"Hook tool '" + call.tool() + "' was not run: the thread is interrupted", null);
		}
		return new HookToolProcess(call.tool(), start(call), this.threads, this.timeout).communicate(call.input());
	}

	private Process start(HookToolCall call) {
		String tool = call.tool();
		File file = this.path.find(tool);
		List<String> command = new ArrayList<>(call.arguments().size() + 1);
		command.add(file.getPath());
		command.addAll(call.arguments());
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory);
		builder.environment().clear();
		builder.environment().putAll(this.environment);
		try {
			return builder.start();
		}
		catch (IOException ex) {
			if (!file.canExecute()) {
				throw this.path.notFound(tool, ex);
			}
			// The message of the cause has the program and the reason, no arguments.
			throw new HookToolException(tool, -1, "Hook tool '" + tool + "' did not start: " + ex.getMessage(), ex);
		}
	}

	@Override
	public boolean startsProcesses() {
		return true;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "hook-tool");
		thread.setDaemon(true);
		return thread;
	}

}
