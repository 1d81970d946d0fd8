package io.opsframework.pebble;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.opsframework.juju.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an answer of HTTP/1.1, and the stream of its body. Holds the
 * connection until it is closed.
 */
final class HttpResponse implements Closeable {

	private static final int MAX_HEAD = 64 * 1024;

	private static final int SWITCHING_PROTOCOLS = 101;

	private final Connection connection;

	private final int status;

	private final Map<String, String> headers;

	private final HttpBody body;

	private final @Nullable SocketTransport keeper;

	private boolean closed;

	private HttpResponse(Connection connection, int status, Map<String, String> headers,
			@Nullable SocketTransport keeper) throws IOException {
		this.connection = connection;
		this.status = status;
		this.headers = headers;
		this.body = HttpBody.of(connection, status, headers);
		this.keeper = keeper;
	}

	/**
	 * Read the beginning of an answer.
	 * @param connection the connection
	 * @param keeper keeps the connection when all of the answer has been read;
	 * {@code null} for nobody
	 * @return the answer
	 * @throws IOException if the connection fails, or there is no answer of HTTP
	 */
	static HttpResponse read(Connection connection, @Nullable SocketTransport keeper) throws IOException {
		while (true) {
			HeadReader reader = new HeadReader(connection);
			int status = readStatus(reader.line());
			Map<String, String> headers = readHeaders(reader);
			// Other answers that begin with 1 say that there is more to come.
			if (status >= 200 || status == SWITCHING_PROTOCOLS) {
				return new HttpResponse(connection, status, headers, keeper);
			}
		}
	}

	private static int readStatus(String line) throws IOException {
		boolean http = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
		int status = 0;
		for (int i = 9; http && i < 12; i++) {
			int digit = line.charAt(i) - '0';
			http = digit >= 0 && digit <= 9;
			status = status * 10 + digit;
		}
		if (!http || status < 100) {
			throw new ProtocolException("what answers does not speak HTTP, but says '" + Excerpt.of(line) + "'");
		}
		return status;
	}

	private static Map<String, String> readHeaders(HeadReader reader) throws IOException {
		Map<String, String> headers = new HashMap<>();
		for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
			int colon = line.indexOf(':');
			if (colon <= 0) {
				throw new ProtocolException("'" + Excerpt.of(line) + "' is no header of HTTP");
			}
			String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
			String value = line.substring(colon + 1).strip();
			String other = headers.put(name, value);
			if (other != null && !other.equals(value) && name.equals("content-length")) {
				throw new ProtocolException("the answer has two lengths");
			}
		}
		return headers;
	}

	Connection connection() {
		return this.connection;
	}

	int status() {
		return this.status;
	}

	InputStream body() {
		return this.body;
	}

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * Whether the body has a type of content.
	 * @param type the type without parameters
	 * @return {@code false} for another one
	 */
	boolean hasContent(String type) {
		String actual = this.headers.getOrDefault("content-type", "");
		int parameters = actual.indexOf(';');
		return ((parameters >= 0) ? actual.substring(0, parameters).strip() : actual).equalsIgnoreCase(type);
	}

	/**
	 * Read the whole body.
	 * @param limit how long it may be
	 * @return the body as a text in UTF-8
	 * @throws IOException if the connection fails, or there is more
	 */
	String text(int limit) throws IOException {
		byte[] bytes = this.body.readNBytes(limit);
		if (bytes.length == limit && this.body.read() >= 0) {
			throw new ProtocolException("the answer has more than " + limit + " bytes");
		}
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		if (this.keeper != null && this.body.isEnded() && !"close".equalsIgnoreCase(header("connection"))) {
			this.keeper.keep(this.connection);
		}
		else {
			this.connection.close();
		}
	}

	/**
	 * Reads lines of which there must not be too many.
	 */
	private static final class HeadReader {

		private final Connection connection;

		private int length;

		HeadReader(Connection connection) {
			this.connection = connection;
		}

		String line() throws IOException {
			String line = HttpBody.readLine(this.connection, MAX_HEAD - this.length);
			this.length += line.length() + 1;
			return line;
		}

	}

}
