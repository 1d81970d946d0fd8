package io.opsframework.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Answers at a container's socket as a Pebble that has nothing to say but that it is
 * there.
 */
final class StandInPebble implements AutoCloseable {

	private static final String ANSWER = """
			{"type":"sync","status-code":200,"status":"OK","result":{"boot-id":"stand-in","version":"v1.32.1"}}""";

	private static final byte[] RESPONSE = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
			+ ANSWER.length() + "\r\n\r\n" + ANSWER)
		.getBytes(StandardCharsets.US_ASCII);

	private final ServerSocketChannel listener;

	StandInPebble(Path socket) {
		try {
			this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
			this.listener.bind(UnixDomainSocketAddress.of(socket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::serve, "stand-in-pebble");
		thread.setDaemon(true);
		thread.start();
	}

	// One connection after another, as hooks come.
	private void serve() {
		while (this.listener.isOpen()) {
			try (SocketChannel connection = this.listener.accept()) {
				answer(connection);
			}
			catch (IOException ex) {
				// Of the listener when it is closed, else of a hook that has ended.
			}
		}
	}

	private static void answer(SocketChannel connection) throws IOException {
		StringBuilder request = new StringBuilder();
		ByteBuffer buffer = ByteBuffer.allocate(4096);
		while (connection.read(buffer.clear()) >= 0) {
			request.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
			if (request.indexOf("\r\n\r\n") >= 0) {
				request.setLength(0);
				ByteBuffer response = ByteBuffer.wrap(RESPONSE);
				while (response.hasRemaining()) {
					connection.write(response);
				}
			}
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
