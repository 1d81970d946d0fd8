package io.opsframework.pebble;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A connection to a Unix socket. One thread may read while another one writes. Neither
 * waits but in a selector, so that each can be interrupted, and waits no longer than the
 * deadline: a blocking channel knows no deadline, and its streams keep readers and
 * writers waiting for each other.
 */
final class Connection implements Closeable {

	private static final long NO_DEADLINE = Long.MAX_VALUE;

	// Nobody waits longer, and more nanoseconds are no number.
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private static final int BUFFER_SIZE = 16 * 1024;

	// What is read at once goes through a buffer of this thread outside the heap.
	private static final int MAX_READ = 128 * 1024;

	// EAGAIN, for which the JDK has no exception of its own.
	private static final String BUSY = "Resource temporarily unavailable";

	private static final long BUSY_NANOS = Duration.ofMillis(5).toNanos();

	private static final long STALL_MILLIS = 500;

	private final SocketChannel channel;

	private final ConnectionFailure failure;

	private final ByteBuffer received = ByteBuffer.allocate(BUFFER_SIZE).limit(0);

	private volatile long deadline;

	// Whether nothing has come since the request began.
	private boolean silent;

	private @Nullable StallListener stallListener;

	private @Nullable Selector readSelector;

	private @Nullable Selector writeSelector;

	private Connection(SocketChannel channel, long deadline, ConnectionFailure failure) {
		this.channel = channel;
		this.deadline = deadline;
		this.failure = failure;
	}

	static Connection open(Path socket, Duration timeout) throws IOException {
		long deadline = deadline(timeout);
		SocketChannel channel = connect(socket);
		while (channel == null) {
			waitForPlace(deadline);
			channel = connect(socket);
		}
		return new Connection(channel, deadline, new ConnectionFailure(socket, timeout));
	}

	// Where the listener's queue is full, there is no connection, nor one in progress.
	private static @Nullable SocketChannel connect(Path socket) throws IOException {
		SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
		boolean connected = false;
		try {
			channel.configureBlocking(false);
			connected = channel.connect(UnixDomainSocketAddress.of(socket));
		}
		catch (SocketException ex) {
			if (!BUSY.equals(ex.getMessage())) {
				throw ex;
			}
		}
		finally {
			if (!connected) {
				channel.close();
			}
		}
		return connected ? channel : null;
	}

	private static void waitForPlace(long deadline) throws IOException {
		LockSupport.parkNanos(BUSY_NANOS);
		checkInterrupted();
		if (System.nanoTime() - deadline >= 0) {
			throw new SocketTimeoutException();
		}
	}

	/**
	 * Turn what this connection ended with into what happened.
	 * @param what what was asked for
	 * @param ex how it ended
	 * @return the exception to throw
	 */
	PebbleException failure(String what, IOException ex) {
		return this.failure.of(what, ex);
	}

	/**
	 * Begin with a request.
	 * @param timeout how long it may take
	 * @throws IOException if the thread is interrupted
	 */
	void begin(Duration timeout) throws IOException {
		checkInterrupted();
		this.silent = true;
		setTimeout(timeout);
	}

	/**
	 * Whether the other side had ended this connection before the request came.
	 * @param ex how the request ended
	 * @return {@code false} if there was an answer, or only the time was over
	 */
	boolean isStale(IOException ex) {
		return this.silent
				&& (ex instanceof EOFException || ex instanceof SocketException || ex.getClass() == IOException.class);
	}

	/**
	 * Have everything from now on done within a time.
	 * @param timeout the time; {@code null} for as long as it takes
	 */
	void setTimeout(@Nullable Duration timeout) {
		this.deadline = (timeout != null) ? deadline(timeout) : NO_DEADLINE;
	}

	/**
	 * Have somebody look again and again whether it is worth waiting while nothing can be
	 * written, and why the other side takes no more.
	 * @param listener who looks
	 */
	void setStallListener(StallListener listener) {
		this.stallListener = listener;
	}

	static long deadline(Duration timeout) {
		return System.nanoTime() + ((timeout.compareTo(LONGEST) < 0) ? timeout : LONGEST).toNanos();
	}

	/**
	 * Read what is there, or wait for it.
	 * @param target where to put it
	 * @param offset where to begin there
	 * @param length how much there is room for
	 * @return how many bytes there were; -1 if the other side has ended
	 * @throws IOException if there is nothing in time
	 */
	int read(byte[] target, int offset, int length) throws IOException {
		if (!this.received.hasRemaining()) {
			if (length >= this.received.capacity()) {
				return receive(ByteBuffer.wrap(target, offset, Math.min(length, MAX_READ)));
			}
			if (!fill()) {
				return -1;
			}
		}
		int count = Math.min(length, this.received.remaining());
		this.received.get(target, offset, count);
		return count;
	}

	/**
	 * Read one byte.
	 * @return the byte; -1 if the other side has ended
	 * @throws IOException if there is nothing in time
	 */
	int read() throws IOException {
		return (this.received.hasRemaining() || fill()) ? this.received.get() & 0xff : -1;
	}

	/**
	 * Read one byte that must be there.
	 * @return the byte
	 * @throws IOException if there is nothing in time, or the other side has ended
	 */
	int require() throws IOException {
		int next = read();
		if (next < 0) {
			throw new EOFException();
		}
		return next;
	}

	private boolean fill() throws IOException {
		byte[] array = this.received.array();
		int count = receive(ByteBuffer.wrap(array));
		this.received.position(0).limit(Math.max(count, 0));
		return count > 0;
	}

	private int receive(ByteBuffer target) throws IOException {
		checkInterrupted();
		int count = this.channel.read(target);
		while (count == 0) {
			await(selector(true), SelectionKey.OP_READ);
			count = this.channel.read(target);
		}
		this.silent &= count < 0;
		return count;
	}

	/**
	 * Write everything.
	 * @param source what to write
	 * @throws IOException if the other side does not take it in time
	 */
	void write(ByteBuffer source) throws IOException {
		put(source);
		while (source.hasRemaining()) {
			await(selector(false), SelectionKey.OP_WRITE);
			put(source);
		}
	}

	private void put(ByteBuffer source) throws IOException {
		try {
			this.channel.write(source);
		}
		catch (IOException ex) {
			// A pipe that is broken: who listens may know why.
			if (this.stallListener != null && ex.getClass() == IOException.class) {
				this.stallListener.stalled();
			}
			throw ex;
		}
	}

	/**
	 * Write everything, unless the other side says something.
	 * @param source what to write
	 * @return {@code false} if there is something to read
	 * @throws IOException if the other side does not take it in time
	 */
	boolean writeUntilAnswered(ByteBuffer source) throws IOException {
		checkInterrupted();
		Selector answered = selector(true);
		this.channel.register(answered, SelectionKey.OP_READ);
		while (answered.selectNow() == 0) {
			this.channel.write(source);
			if (!source.hasRemaining()) {
				return true;
			}
			await(selector(false), SelectionKey.OP_WRITE | SelectionKey.OP_READ);
		}
		answered.selectedKeys().clear();
		return false;
	}

	private synchronized Selector selector(boolean reading) throws IOException {
		if (!this.channel.isOpen()) {
			throw new AsynchronousCloseException();
		}
		Selector selector = reading ? this.readSelector : this.writeSelector;
		if (selector != null) {
			return selector;
		}
		Selector opened = Selector.open();
		if (reading) {
			this.readSelector = opened;
		}
		else {
			this.writeSelector = opened;
		}
		return opened;
	}

	private void await(Selector selector, int operations) throws IOException {
		try {
			this.channel.register(selector, operations);
			long end = this.deadline;
			int ready = 0;
			while (ready == 0) {
				ready = select(selector, end);
				checkInterrupted();
				if (!this.channel.isOpen()) {
					throw new AsynchronousCloseException();
				}
			}
			selector.selectedKeys().clear();
		}
		catch (ClosedSelectorException ex) {
			throw new AsynchronousCloseException();
		}
	}

	private int select(Selector selector, long end) throws IOException {
		StallListener listener = (selector == this.writeSelector) ? this.stallListener : null;
		long millis = (end != NO_DEADLINE) ? remainingMillis(end) : 0;
		if (listener == null) {
			return selector.select(millis);
		}
		int ready = selector.select((millis > 0) ? Math.min(millis, STALL_MILLIS) : STALL_MILLIS);
		if (ready == 0) {
			listener.stalled();
		}
		return ready;
	}

	// A channel that does not block does not look for it.
	private static void checkInterrupted() throws IOException {
		if (Thread.currentThread().isInterrupted()) {
			throw new InterruptedIOException();
		}
	}

	private static long remainingMillis(long end) throws IOException {
		long remaining = end - System.nanoTime();
		if (remaining <= 0) {
			throw new SocketTimeoutException();
		}
		return remaining / 1_000_000 + 1;
	}

	/**
	 * Close the connection. Who reads or writes in another thread gets an
	 * {@link AsynchronousCloseException}.
	 */
	@Override
	public void close() {
		// The descriptor is closed when no selector has the channel any more.
		close(this.channel);
		synchronized (this) {
			close(this.readSelector);
			close(this.writeSelector);
		}
	}

	private static void close(@Nullable Closeable closeable) {
		try {
			if (closeable != null) {
				closeable.close();
			}
		}
		catch (IOException ex) {
			// There is nothing that could still be lost.
		}
	}

	/**
	 * Looks whether it is worth waiting to write.
	 */
	interface StallListener {

		/**
		 * Called while nothing can be written, and where nothing ever can.
		 * @throws IOException if it is of no use to wait
		 */
		void stalled() throws IOException;

	}

}
