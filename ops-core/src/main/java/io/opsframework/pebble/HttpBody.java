package io.opsframework.pebble;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Map;

import io.opsframework.juju.Excerpt;

/**
 * The body of an answer: of a length that is said, in chunks, or up to the end of the
 * connection. One that ends too early is an {@link EOFException}, never just an end.
 */
final class HttpBody extends InputStream {

	private static final int MAX_LINE = 8 * 1024;

	private static final int MAX_TRAILERS = 100;

	private final Connection connection;

	private final boolean chunked;

	private final boolean untilEnd;

	// Of the body or of the chunk; -1 at the end of all.
	private long remaining;

	private boolean first = true;

	private HttpBody(Connection connection, boolean chunked, long remaining) {
		this.connection = connection;
		this.chunked = chunked;
		this.untilEnd = remaining < 0;
		this.remaining = this.untilEnd ? Long.MAX_VALUE : remaining;
	}

	static HttpBody of(Connection connection, int status, Map<String, String> headers) throws IOException {
		String encoding = headers.get("transfer-encoding");
		if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
			throw new ProtocolException("the answer is encoded as '" + Excerpt.of(encoding) + "'");
		}
		String length = headers.get("content-length");
		if (status < 200 || status == 204 || status == 304) {
			return new HttpBody(connection, false, 0);
		}
		if (encoding != null) {
			return new HttpBody(connection, true, 0);
		}
		return new HttpBody(connection, false, (length != null) ? parse(length, 10) : -1);
	}

	private static long parse(String text, int radix) throws IOException {
		try {
			long number = (Character.digit(text.isEmpty() ? ' ' : text.charAt(0), radix) < 0) ? -1
					: Long.parseLong(text, radix);
			if (number >= 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Said below.
		}
		throw new ProtocolException("'" + Excerpt.of(text) + "' is no length");
	}

	/**
	 * Whether all of the body has been read, so that the connection can be used again.
	 * @return {@code false} also for a body that ends with its connection
	 */
	boolean isEnded() {
		return !this.untilEnd && (this.remaining < 0 || (this.remaining == 0 && !this.chunked));
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (this.remaining == 0) {
			this.remaining = this.chunked ? nextChunk() : -1;
		}
		if (this.remaining < 0) {
			return -1;
		}
		int count = this.connection.read(target, offset, (int) Math.min(length, this.remaining));
		if (count < 0) {
			return end();
		}
		this.remaining -= this.untilEnd ? 0 : count;
		return count;
	}

	private int end() throws EOFException {
		if (!this.untilEnd) {
			throw new EOFException();
		}
		this.remaining = -1;
		return -1;
	}

	private long nextChunk() throws IOException {
		if (!this.first && !readLine(this.connection, MAX_LINE).isEmpty()) {
			throw new ProtocolException("a chunk of the answer is longer than it says");
		}
		this.first = false;
		String line = readLine(this.connection, MAX_LINE);
		int extension = line.indexOf(';');
		long size = parse(((extension >= 0) ? line.substring(0, extension) : line).strip(), 16);
		if (size == 0) {
			skipTrailers();
			return -1;
		}
		return size;
	}

	private void skipTrailers() throws IOException {
		for (int i = 0; !readLine(this.connection, MAX_LINE).isEmpty(); i++) {
			if (i == MAX_TRAILERS) {
				throw new ProtocolException("the answer has more than " + MAX_TRAILERS + " trailers");
			}
		}
	}

	/**
	 * Read a line of an answer's head.
	 * @param connection where to read it
	 * @param limit how long it may be
	 * @return the line without its end
	 * @throws IOException if it is longer, or does not end
	 */
	static String readLine(Connection connection, int limit) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = connection.require(); next != '\n'; next = connection.require()) {
			if (line.length() >= limit) {
				throw new ProtocolException("the answer's head is too long");
			}
			line.append((char) next);
		}
		int last = line.length() - 1;
		if (last >= 0 && line.charAt(last) == '\r') {
			line.setLength(last);
		}
		return line.toString();
	}

}
