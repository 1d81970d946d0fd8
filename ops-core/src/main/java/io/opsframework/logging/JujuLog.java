package io.opsframework.logging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.opsframework.hooktool.HookToolException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to Juju's log. A message is sent within a second, together with others, since
 * each call of {@code juju-log} may be a process. Those of one second keep their order,
 * unless their levels alternate more than ten times: then they are grouped by level.
 *
 * <p>
 * All calls are made by a thread of the log's own, whatever those that log are doing or
 * are interrupted for. Calls that fail or hang can cost them five seconds in total; after
 * that nothing more is sent. Safe for use by several threads.
 */
public final class JujuLog {

	private static final Duration AGE = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	// For a call that is ended to end its process.
	private static final Duration GRACE = Duration.ofMillis(500);

	// In characters: whoever logs more than this can send has to wait.
	private static final int MOST_WAITING = 262_144;

	private final BiConsumer<String, String> call;

	private final Duration age;

	private final TimeBudget budget;

	private List<LogEntry> waiting = new ArrayList<>();

	private int length;

	private long since;

	private boolean hurry;

	private boolean ended;

	private @Nullable Thread sender;

	private @Nullable Throwable failure;

	/**
	 * Create a new log.
	 * @param call calls {@code juju-log} with a level and a message; never by two threads
	 * at once
	 */
	public JujuLog(BiConsumer<String, String> call) {
		this(call, AGE, PATIENCE);
	}

	JujuLog(BiConsumer<String, String> call, Duration age, Duration patience) {
		this.call = call;
		this.age = age;
		this.budget = new TimeBudget(patience, System::nanoTime);
	}

	/**
	 * Add a message. Waits only where much more is logged than can be sent.
	 * @param level the level: TRACE, DEBUG, INFO, WARNING, ERROR or CRITICAL
	 * @param message the message; may have several lines
	 */
	public synchronized void log(String level, String message) {
		if (this.length > MOST_WAITING && Thread.currentThread() != this.sender) {
			hurry();
			awaitSender(() -> this.length <= MOST_WAITING);
		}
		if (!this.ended) {
			this.since = this.waiting.isEmpty() ? System.nanoTime() : this.since;
			this.waiting.add(new LogEntry(level, message));
			this.length += message.length();
			startSender();
		}
	}

	/**
	 * Send what was added and not sent yet, and wait until it is.
	 * @throws RuntimeException what the first call threw that failed since the last flush
	 */
	public void flush() {
		Throwable failed = sendAll();
		if (failed instanceof Error error) {
			throw error;
		}
		if (failed instanceof RuntimeException exception) {
			throw exception;
		}
	}

	private synchronized @Nullable Throwable sendAll() {
		// One batch may be on its way, and another wait for it. The last is of what the
		// calls have logged themselves; what that logs again would never end.
		for (int i = 0; i < 3 && this.sender != null; i++) {
			Thread batch = this.sender;
			hurry();
			awaitSender(() -> this.sender != batch);
		}
		this.hurry = false;
		Throwable failed = this.failure;
		this.failure = null;
		return failed;
	}

	private void hurry() {
		this.hurry = true;
		notifyAll();
	}

	// Waits no longer than calls may take that do not succeed.
	private void awaitSender(BooleanSupplier done) {
		if (!await(() -> done.getAsBoolean() || this.ended, this.budget::left)) {
			this.ended = true;
			this.waiting.clear();
			this.failure = new HookToolException("juju-log", -1,
					"Hook tool 'juju-log' has failed or hung for too long: the rest of the log is lost", this.failure);
			stopSender();
		}
	}

	private void stopSender() {
		Thread stopped = this.sender;
		if (stopped != null) {
			stopped.interrupt();
			long end = System.nanoTime() + GRACE.toNanos();
			await(() -> this.sender != stopped, () -> end - System.nanoTime());
		}
	}

	private boolean await(BooleanSupplier done, LongSupplier nanos) {
		boolean interrupted = false;
		long left = nanos.getAsLong();
		while (!done.getAsBoolean() && left > 0) {
			try {
				TimeUnit.NANOSECONDS.timedWait(this, left);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
			left = nanos.getAsLong();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return done.getAsBoolean();
	}

	// One thread for each batch: there is none while there is nothing to send.
	private void startSender() {
		if (this.sender == null) {
			this.sender = new Thread(this::sendBatch, "juju-log");
			this.sender.setDaemon(true);
			this.sender.start();
		}
	}

	private void sendBatch() {
		try {
			LogBatch.calls(takeWaiting()).forEach(this::send);
		}
		finally {
			batchEnds();
		}
	}

	private synchronized List<LogEntry> takeWaiting() {
		long end = this.since + this.age.toNanos();
		await(() -> this.hurry, () -> end - System.nanoTime());
		List<LogEntry> batch = this.waiting;
		this.waiting = new ArrayList<>();
		this.length = 0;
		this.hurry = false;
		notifyAll();
		return batch;
	}

	private void send(LogEntry entry) {
		if (callBegins()) {
			Throwable failed = null;
			try {
				this.call.accept(entry.level(), entry.message());
			}
			catch (Throwable ex) {
				failed = ex;
			}
			callEnds(failed);
		}
	}

	private synchronized boolean callBegins() {
		if (!this.ended) {
			this.budget.callBegins();
		}
		return !this.ended;
	}

	private synchronized void callEnds(@Nullable Throwable failed) {
		this.budget.callEnds(failed == null);
		if (failed != null && this.failure == null) {
			this.failure = failed;
		}
	}

	private synchronized void batchEnds() {
		this.sender = null;
		if (!this.waiting.isEmpty()) {
			startSender();
		}
		notifyAll();
	}

}
