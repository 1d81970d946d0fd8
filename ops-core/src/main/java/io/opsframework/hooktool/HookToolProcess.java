package io.opsframework.hooktool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A running hook tool. Blocking reads and writes happen in other threads, since no
 * interrupt and no time limit ends them where a child process of the tool keeps a pipe
 * open.
 */
final class HookToolProcess {

	private static final int MAXIMUM_OUTPUT = 8 * 1024 * 1024;

	// What a new pipe takes in any case without being read.
	private static final int SMALL_INPUT = 4096;

	private final String tool;

	private final Process process;

	private final Executor threads;

	private final Duration timeout;

	private final long deadline;

	HookToolProcess(String tool, Process process, Executor threads, Duration timeout) {
		this.tool = tool;
		this.process = process;
		this.threads = threads;
		this.timeout = timeout;
		this.deadline = System.nanoTime() + timeout.toNanos();
	}

	HookToolResult communicate(@Nullable String input) {
		boolean ended = false;
		try {
			HookToolResult result = exchange(input);
			ended = true;
			return result;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new HookToolException(this.tool, -1, "Hook tool '" + this.tool + "' was interrupted", ex);
		}
		catch (ExecutionException ex) {
			throw outputFailure("gave an answer that cannot be read", ex.getCause());
		}
		finally {
			if (!ended) {
				destroy();
			}
		}
	}

	private HookToolResult exchange(@Nullable String input) throws InterruptedException, ExecutionException {
		CompletionService<byte[]> drained = new ExecutorCompletionService<>(this.threads);
		Future<byte[]> output = drained.submit(() -> drain(this.process.getInputStream()));
		Future<byte[]> error = drained.submit(() -> drain(this.process.getErrorStream()));
		send(input);
		awaitOne(drained);
		awaitOne(drained);
		if (!this.process.waitFor(remaining(), TimeUnit.NANOSECONDS)) {
			throw tooLate();
		}
		return new HookToolResult(this.process.exitValue(), text(output), text(error));
	}

	// Whichever stream ends first: a failure of either ends the call at once.
	private void awaitOne(CompletionService<byte[]> drained) throws InterruptedException, ExecutionException {
		Future<byte[]> next = drained.poll(remaining(), TimeUnit.NANOSECONDS);
		if (next == null) {
			throw tooLate();
		}
		if (next.get().length > MAXIMUM_OUTPUT) {
			throw outputFailure("wrote more than 8 MiB and was stopped", null);
		}
	}

	private byte[] drain(InputStream stream) throws IOException {
		try (stream) {
			byte[] bytes = stream.readNBytes(MAXIMUM_OUTPUT + 1);
			if (bytes.length > MAXIMUM_OUTPUT) {
				// Before the stream is closed: a tool that dies of that leaves its
				// children.
				destroy();
			}
			return bytes;
		}
	}

	private void send(@Nullable String input) {
		byte[] bytes = (input != null) ? input.getBytes(StandardCharsets.UTF_8) : new byte[0];
		if (bytes.length <= SMALL_INPUT) {
			write(bytes);
		}
		else {
			this.threads.execute(() -> write(bytes));
		}
	}

	private void write(byte[] bytes) {
		try (OutputStream stream = this.process.getOutputStream()) {
			stream.write(bytes);
		}
		catch (IOException ex) {
			// A tool need not read its input: whether it succeeded, its exit code says.
		}
	}

	private long remaining() {
		return this.deadline - System.nanoTime();
	}

	private static String text(Future<byte[]> stream) throws InterruptedException, ExecutionException {
		return new String(stream.get(), StandardCharsets.UTF_8);
	}

	private HookToolOutputException tooLate() {
		return outputFailure("did not end within " + this.timeout.toMillis() + " ms and was stopped", null);
	}

	private HookToolOutputException outputFailure(String problem, @Nullable Throwable cause) {
		return new HookToolOutputException(this.tool, -1, "Hook tool '" + this.tool + "' " + problem, cause);
	}

	// By its handle: the process itself would close its pipes too, and wait for a write
	// that an orphan of the tool never reads.
	private void destroy() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.toHandle().destroyForcibly();
	}

}
