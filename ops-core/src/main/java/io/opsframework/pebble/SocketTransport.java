package io.opsframework.pebble;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP/1.1 with Pebble's Unix socket, as much of it as Pebble does. A request that
 * changes something has a connection of its own: that one which was kept has become stale
 * could not be told from a Pebble that has got the request and died. Questions share one,
 * and are asked again where it is stale.
 */
final class SocketTransport implements PebbleTransport {

	private final Path socket;

	private final Duration timeout;

	private final AtomicReference<@Nullable Connection> idle = new AtomicReference<>();

	SocketTransport(Path socket, Duration timeout) {
		this.socket = socket;
		this.timeout = timeout;
	}

	@Override
	public HttpResponse send(HttpRequest request) {
		Connection kept = (request.body() == null) ? this.idle.getAndSet(null) : null;
		Connection connection = kept;
		try {
			connection = (kept != null) ? kept : Connection.open(this.socket, this.timeout);
			return send(connection, request);
		}
		catch (IOException ex) {
			close(connection);
			if (kept != null && kept.isStale(ex)) {
				return send(request);
			}
			throw new ConnectionFailure(this.socket, this.timeout).of(request.toString(), ex);
		}
		catch (RuntimeException | Error ex) {
			close(connection);
			throw ex;
		}
	}

	private HttpResponse send(Connection connection, HttpRequest request) throws IOException {
		connection.begin(this.timeout);
		connection.write(head(request));
		HttpRequest.Body body = request.body();
		RequestSink sink = new RequestSink(connection, this.timeout);
		if (body != null) {
			body.writeTo(sink);
			sink.end();
		}
		connection.setTimeout(this.timeout.plus(request.patience()));
		HttpResponse response = HttpResponse.read(connection, (body != null) ? null : this);
		if (sink.isRefused() && response.status() < 300) {
			throw new ProtocolException("it was answered before all of it was sent");
		}
		return response;
	}

	private static ByteBuffer head(HttpRequest request) {
		StringBuilder head = new StringBuilder(256).append(request.method())
			.append(' ')
			.append(request.path())
			.append(" HTTP/1.1\r\nHost: localhost\r\nAccept: ")
			.append(request.accept());
		if (request.body() != null) {
			head.append("\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: ")
				.append(request.contentType());
		}
		return ByteBuffer.wrap(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Keep a connection for the next question.
	 * @param connection the connection, on which all has been read
	 */
	void keep(Connection connection) {
		close(this.idle.getAndSet(connection));
	}

	@Override
	public void close() {
		close(this.idle.getAndSet(null));
	}

	@Override
	public WebSocket openWebSocket(String path) {
		Connection connection = null;
		try {
			connection = Connection.open(this.socket, this.timeout);
			return WebSocket.open(connection, path);
		}
		catch (IOException ex) {
			close(connection);
			throw new ConnectionFailure(this.socket, this.timeout).of("GET ".concat(path), ex);
		}
		catch (RuntimeException | Error ex) {
			close(connection);
			throw ex;
		}
	}

	private static void close(@Nullable Connection connection) {
		if (connection != null) {
			connection.close();
		}
	}

	/**
	 * Sends a body in chunks for as long as there is no answer.
	 */
	private static final class RequestSink implements HttpRequest.Sink {

		private static final byte[] LINE_END = { '\r', '\n' };

		private final Connection connection;

		private final Duration timeout;

		private ByteBuffer chunk = ByteBuffer.allocate(0);

		private boolean refused;

		RequestSink(Connection connection, Duration timeout) {
			this.connection = connection;
			this.timeout = timeout;
		}

		boolean isRefused() {
			return this.refused;
		}

		@Override
		public boolean write(byte[] bytes, int length) throws IOException {
			if (length == 0) {
				// It would end the request.
				return !this.refused;
			}
			byte[] size = Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII);
			int chunkLength = size.length + length + 4;
			if (this.chunk.capacity() < chunkLength) {
				this.chunk = ByteBuffer.allocate(chunkLength);
			}
			this.chunk.clear();
			this.chunk.put(size).put(LINE_END).put(bytes, 0, length).put(LINE_END);
			this.refused = !send(this.chunk.flip());
			return !this.refused;
		}

		// Pebble knows without it where the JSON or the form ends, and may have answered.
		void end() throws IOException {
			if (!this.refused) {
				send(ByteBuffer.wrap(new byte[] { '0', '\r', '\n', '\r', '\n' }));
			}
		}

		private boolean send(ByteBuffer bytes) throws IOException {
			this.connection.setTimeout(this.timeout);
			try {
				return this.connection.writeUntilAnswered(bytes);
			}
			catch (InterruptedIOException | ClosedByInterruptException ex) {
				throw ex;
			}
			catch (IOException ex) {
				// Pebble takes no more of it. It may have said why.
				return false;
			}
		}

	}

}
