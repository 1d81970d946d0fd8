package io.opsframework.hooktool;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Hook tools for tests that start processes, answered by this one: so that a charm in
 * processes of its own lives with a simulated Juju. Each call is told through one named
 * pipe, and its exit code through another.
 */
public final class SimulatedHookTools implements AutoCloseable {

	private final StandInHookTools tools;

	private final HookToolBackend backend;

	private final StandInPipes pipes;

	private final Thread thread = new Thread(this::serve, "hook tools");

	private volatile boolean closed;

	private SimulatedHookTools(StandInHookTools tools, HookToolBackend backend, StandInPipes pipes) {
		this.tools = tools;
		this.backend = backend;
		this.pipes = pipes;
	}

	/**
	 * Have tools answered from now on.
	 * @param tools the tools; what they were told to answer does not count any more
	 * @param backend answers them, in a thread of its own
	 * @return the tools, to be closed in the end
	 */
	public static SimulatedHookTools of(StandInHookTools tools, HookToolBackend backend) {
		StandInPipes pipes = new StandInPipes(tools.path());
		pipes.create();
		tools.answerThrough(pipes);
		SimulatedHookTools simulated = new SimulatedHookTools(tools, backend, pipes);
		simulated.thread.setDaemon(true);
		simulated.thread.start();
		return simulated;
	}

	private void serve() {
		try {
			while (true) {
				awaitCall();
				if (this.closed) {
					return;
				}
				List<HookToolCall> calls = this.tools.calls();
				answer(call(calls.get(calls.size() - 1)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private HookToolResult call(HookToolCall call) {
		try {
			return this.backend.call(call);
		}
		catch (RuntimeException ex) {
			return new HookToolResult(1, "", "ERROR " + ex + "\n");
		}
	}

	private void awaitCall() throws IOException {
		try (InputStream called = new FileInputStream(this.pipes.called().toFile())) {
			while (called.read() != -1) {
				// Until the tool has closed it.
			}
		}
	}

	private void answer(HookToolResult result) throws IOException {
		Files.writeString(this.pipes.output(), result.output());
		Files.writeString(this.pipes.error(), result.error());
		write(this.pipes.answered(), result.exitCode() + "\n");
	}

	private static void write(Path pipe, String text) throws IOException {
		try (OutputStream stream = new FileOutputStream(pipe.toFile())) {
			stream.write(text.getBytes(StandardCharsets.UTF_8));
		}
	}

	/**
	 * Answer no more calls.
	 */
	@Override
	public void close() {
		this.closed = true;
		try {
			write(this.pipes.called(), "");
			this.thread.join();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

}
