package io.opsframework.pebble;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * A thread that takes care of one stream of a command, and does not outlive it.
 *
 * @param <T> what comes of it
 */
final class ExecThread<T extends @Nullable Object> {

	private final FutureTask<T> task;

	private final Thread thread;

	ExecThread(String name, Callable<T> callable) {
		this.task = new FutureTask<>(callable);
		this.thread = new Thread(this.task, name);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Wait for what comes of it.
	 * @return the result
	 * @throws IOException if it failed, or this thread is interrupted
	 */
	T result() throws IOException {
		try {
			return this.task.get();
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IOException cause) {
				throw cause;
			}
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Wait for its end. Its stream is closed, so that it ends at once.
	 */
	void join() {
		boolean interrupted = false;
		while (this.thread.isAlive()) {
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
