package io.opsframework.pebble;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The client's side of a websocket (RFC 6455). One thread may read while another one
 * writes. It is closed by dropping the connection, without a close frame: only so Pebble
 * kills a command whose control websocket it is.
 */
final class WebSocket implements Closeable {

	private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	private static final int CONTINUATION = 0;

	private static final int TEXT = 1;

	private static final int BINARY = 2;

	private static final int CLOSE = 8;

	private static final int PING = 9;

	private static final int PONG = 10;

	private static final int MAX_CONTROL = 125;

	private static final int MAX_TEXT = 64 * 1024;

	private static final int MAX_FRAME = 64 * 1024;

	private final Connection connection;

	private final ReentrantLock writing = new ReentrantLock();

	// A pong that waits for who is writing.
	private volatile byte @Nullable [] pong;

	// The kind of the message whose frames are being read.
	private int message = CONTINUATION;

	private boolean last;

	private long remaining;

	private WebSocket(Connection connection) {
		this.connection = connection;
	}

	static WebSocket open(Connection connection, String path) throws IOException {
		byte[] nonce = new byte[16];
		ThreadLocalRandom.current().nextBytes(nonce);
		String key = Base64.getEncoder().encodeToString(nonce);
		String head = """
				GET %s HTTP/1.1\r
				Host: localhost\r
				Connection: Upgrade\r
				Upgrade: websocket\r
				Sec-WebSocket-Version: 13\r
				Sec-WebSocket-Key: %s\r
				\r
				""".formatted(path, key);
		connection.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
		HttpResponse response = HttpResponse.read(connection, null);
		if (response.status() != 101) {
			throw new ProtocolException("it is no websocket, but has status " + response.status());
		}
		if (!accept(key).equals(response.header("sec-websocket-accept"))) {
			throw new ProtocolException("it is no websocket: the key is not answered");
		}
		return new WebSocket(connection);
	}

	private static String accept(String key) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-1");
			return Base64.getEncoder().encodeToString(digest.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Each JDK has SHA-1", ex);
		}
	}

	/**
	 * Read the next message, or a part of it where it is binary.
	 * @param target where to put the bytes of a binary message
	 * @param offset where to begin there
	 * @param length how much there is room for
	 * @param text takes text messages
	 * @return how many bytes of a binary message there were; 0 after a text message or a
	 * frame without bytes
	 * @throws IOException if the connection fails, or the other side closes it
	 */
	int read(byte[] target, int offset, int length, TextHandler text) throws IOException {
		if (this.remaining == 0) {
			nextFrame();
		}
		if (this.message == TEXT) {
			readText(text);
			return 0;
		}
		int count = 0;
		if (this.remaining > 0) {
			count = this.connection.read(target, offset, (int) Math.min(length, this.remaining));
			if (count < 0) {
				throw new EOFException();
			}
			this.remaining -= count;
		}
		endFrame();
		return count;
	}

	private void endFrame() {
		if (this.remaining == 0 && this.last) {
			this.message = CONTINUATION;
		}
	}

	private void readText(TextHandler text) throws IOException {
		byte[] bytes = new byte[0];
		while (true) {
			if (this.remaining > MAX_TEXT - bytes.length) {
				throw new ProtocolException("a text message has more than " + MAX_TEXT + " bytes");
			}
			bytes = append(bytes, (int) this.remaining);
			this.remaining = 0;
			if (this.last) {
				endFrame();
				text.handle(new String(bytes, StandardCharsets.UTF_8));
				return;
			}
			nextFrame();
		}
	}

	private byte[] append(byte[] bytes, int length) throws IOException {
		byte[] both = new byte[bytes.length + length];
		System.arraycopy(bytes, 0, both, 0, bytes.length);
		for (int i = bytes.length; i < both.length; i++) {
			both[i] = (byte) this.connection.require();
		}
		return both;
	}

	// Control frames can come in between those of a message.
	private void nextFrame() throws IOException {
		int kind;
		do {
			int first = this.connection.require();
			long length = readLength();
			kind = first & 0xf;
			boolean fin = (first & 0x80) != 0;
			if ((first & 0x70) != 0) {
				throw new ProtocolException("a frame uses an extension");
			}
			if (kind >= CLOSE) {
				readControl(kind, fin, length);
			}
			else {
				begin(kind, fin, length);
			}
		}
		while (kind >= CLOSE);
	}

	private long readLength() throws IOException {
		int length = this.connection.require();
		if ((length & 0x80) != 0) {
			throw new ProtocolException("a frame of the server is masked");
		}
		int bytes = (length == 126) ? 2 : (length == 127) ? 8 : 0;
		if (bytes == 0) {
			return length;
		}
		long extended = 0;
		for (int i = 0; i < bytes; i++) {
			extended = extended << 8 | this.connection.require();
		}
		if (extended < 0) {
			throw new ProtocolException("a frame has a negative length");
		}
		return extended;
	}

	private void begin(int kind, boolean fin, long length) throws IOException {
		boolean continued = this.message != CONTINUATION;
		if (kind > BINARY || continued != (kind == CONTINUATION)) {
			throw new ProtocolException("a frame of kind " + kind + " is out of place");
		}
		this.message = continued ? this.message : kind;
		this.last = fin;
		this.remaining = length;
	}

	private void readControl(int kind, boolean fin, long length) throws IOException {
		if (!fin || length > MAX_CONTROL || kind > PONG) {
			throw new ProtocolException("a control frame of kind " + kind + " is out of place");
		}
		byte[] payload = append(new byte[0], (int) length);
		if (kind == CLOSE) {
			throw new EOFException();
		}
		if (kind == PING) {
			this.pong = payload;
			if (this.writing.tryLock()) {
				unlock();
			}
		}
	}

	void sendText(String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		send(TEXT, bytes, 0, bytes.length);
	}

	void sendBinary(byte[] bytes, int offset, int length) throws IOException {
		for (int sent = 0; sent < length; sent += MAX_FRAME) {
			send(BINARY, bytes, offset + sent, Math.min(length - sent, MAX_FRAME));
		}
	}

	private void send(int kind, byte[] bytes, int offset, int length) throws IOException {
		this.writing.lock();
		try {
			write(kind, bytes, offset, length);
		}
		finally {
			unlock();
		}
	}

	// Who has the lock sends the pong that came up meanwhile; who comes too late for that
	// finds the lock free.
	private void unlock() throws IOException {
		try {
			sendPong();
		}
		finally {
			this.writing.unlock();
		}
		if (this.pong != null && this.writing.tryLock()) {
			unlock();
		}
	}

	private void sendPong() throws IOException {
		byte[] payload = this.pong;
		this.pong = null;
		if (payload != null) {
			write(PONG, payload, 0, payload.length);
		}
	}

	// The key need not be secret: nothing between here and Pebble reads a local socket.
	private void write(int kind, byte[] bytes, int offset, int length) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(14 + length).put((byte) (0x80 | kind));
		if (length <= MAX_CONTROL) {
			frame.put((byte) (0x80 | length));
		}
		else if (length <= 0xffff) {
			frame.put((byte) (0x80 | 126)).putShort((short) length);
		}
		else {
			frame.put((byte) (0x80 | 127)).putLong(length);
		}
		int key = ThreadLocalRandom.current().nextInt();
		frame.putInt(key);
		for (int i = 0; i < length; i++) {
			frame.put((byte) (bytes[offset + i] ^ key >> (24 - 8 * (i & 3))));
		}
		this.connection.write(frame.flip());
	}

	/**
	 * Have everything from now on done within a time.
	 * @param timeout the time; {@code null} for as long as it takes
	 */
	void setTimeout(@Nullable Duration timeout) {
		this.connection.setTimeout(timeout);
	}

	void setStallListener(Connection.StallListener listener) {
		this.connection.setStallListener(listener);
	}

	/**
	 * Turn what this websocket ended with into what happened.
	 * @param what what was being done
	 * @param ex how it ended
	 * @return the exception to throw
	 */
	PebbleException failure(String what, IOException ex) {
		return this.connection.failure(what, ex);
	}

	@Override
	public void close() {
		this.connection.close();
	}

	/**
	 * Takes text messages.
	 */
	interface TextHandler {

		/**
		 * Take a message.
		 * @param message the message
		 */
		void handle(String message);

	}

}
