package io.opsframework.pebble;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server at a Unix socket that does to its clients what a script says, be it ever so
 * wrong. Each connection has the next script, and the last one is for all that follow.
 */
final class ScriptedServer implements AutoCloseable {

	private final Path directory;

	private final Path socket;

	private final ServerSocketChannel listener;

	private final List<Peer> peers = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<Throwable> failures = new CopyOnWriteArrayList<>();

	private final Thread thread;

	ScriptedServer(Script... scripts) {
		try {
			this.directory = Files.createTempDirectory("pebble");
			this.socket = this.directory.resolve("pebble.socket");
			this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
			this.listener.bind(UnixDomainSocketAddress.of(this.socket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.thread = new Thread(() -> serve(scripts), "scripted-server");
		this.thread.start();
	}

	private void serve(Script... scripts) {
		for (int i = 0;; i++) {
			try {
				SocketChannel channel = this.listener.accept();
				Peer peer = new Peer(channel);
				this.peers.add(peer);
				Script script = scripts[Math.min(i, scripts.length - 1)];
				Thread runner = new Thread(() -> run(script, peer), "scripted-peer");
				runner.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void run(Script script, Peer peer) {
		try (peer) {
			script.run(peer);
		}
		catch (IOException ex) {
			// The client has gone, or the test is over.
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
	}

	/**
	 * A script that answers each request with the same.
	 */
	static Script answering(String answer) {
		return (peer) -> {
			while (true) {
				peer.readRequest();
				peer.write(answer);
			}
		};
	}

	/**
	 * A script that answers one request, and ends.
	 */
	static Script answeringOnce(String answer) {
		return (peer) -> {
			peer.readRequest();
			peer.write(answer);
		};
	}

	static String json(int status, String body) {
		return http(status, "application/json", body);
	}

	static String http(int status, String type, String body) {
		return "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, type,
				body.getBytes(StandardCharsets.UTF_8).length, body);
	}

	static String sync(String result) {
		return json(200, "{\"type\":\"sync\",\"status-code\":200,\"status\":\"OK\",\"result\":" + result + "}");
	}

	static String async(String change, String result) {
		return json(202,
				"{\"type\":\"async\",\"status-code\":202,\"change\":\"" + change + "\",\"result\":" + result + "}");
	}

	static String error(int status, String message) {
		return json(status,
				"{\"type\":\"error\",\"status-code\":" + status + ",\"result\":{\"message\":\"" + message + "\"}}");
	}

	Path socket() {
		return this.socket;
	}

	PebbleClient client() {
		return PebbleClient.at(this.socket, Duration.ofSeconds(10));
	}

	PebbleClient client(Duration timeout) {
		return PebbleClient.at(this.socket, timeout);
	}

	/**
	 * The heads of all requests so far.
	 */
	List<String> requests() {
		return this.requests;
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			this.thread.join();
			for (Peer peer : this.peers) {
				peer.close();
			}
			Files.deleteIfExists(this.socket);
			Files.delete(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		if (!this.failures.isEmpty()) {
			throw new AssertionError(this.failures.get(0));
		}
	}

	/**
	 * What is done to a client.
	 */
	interface Script {

		void run(Peer peer) throws IOException;

	}

	/**
	 * The client that a script speaks with.
	 */
	final class Peer implements AutoCloseable {

		private final SocketChannel channel;

		Peer(SocketChannel channel) {
			this.channel = channel;
		}

		/**
		 * Read a request with its body.
		 */
		String readRequest() throws IOException {
			String head = readHead();
			if (!head.contains("Transfer-Encoding: chunked")) {
				return head;
			}
			return head + readUntil("0\r\n\r\n");
		}

		String readHead() throws IOException {
			String head = readUntil("\r\n\r\n");
			ScriptedServer.this.requests.add(head);
			return head;
		}

		private String readUntil(String end) throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			String text = "";
			while (!text.endsWith(end)) {
				bytes.write(read(1));
				text = bytes.toString(StandardCharsets.ISO_8859_1);
			}
			return bytes.toString(StandardCharsets.UTF_8);
		}

		byte[] read(int count) throws IOException {
			ByteBuffer bytes = ByteBuffer.allocate(count);
			while (bytes.hasRemaining()) {
				if (this.channel.read(bytes) < 0) {
					throw new EOFException();
				}
			}
			return bytes.array();
		}

		/**
		 * Read until the client closes the connection.
		 * @return how many bytes it still sent
		 */
		int readToEnd() throws IOException {
			ByteBuffer bytes = ByteBuffer.allocate(65536);
			int count = 0;
			for (int read = 0; read >= 0; read = this.channel.read(bytes.clear())) {
				count += read;
			}
			return count;
		}

		void write(String text) throws IOException {
			write(text.getBytes(StandardCharsets.UTF_8));
		}

		void write(byte... bytes) throws IOException {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			while (buffer.hasRemaining()) {
				this.channel.write(buffer);
			}
		}

		void write(int... bytes) throws IOException {
			byte[] narrowed = new byte[bytes.length];
			for (int i = 0; i < bytes.length; i++) {
				narrowed[i] = (byte) bytes[i];
			}
			write(narrowed);
		}

		/**
		 * Accept a websocket.
		 */
		void acceptWebSocket() throws IOException {
			String head = readHead();
			String name = "Sec-WebSocket-Key: ";
			String key = head.lines().filter((line) -> line.startsWith(name)).findAny().orElseThrow();
			write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
					+ "Sec-WebSocket-Accept: " + accept(key.substring(name.length())) + "\r\n\r\n");
		}

		private String accept(String key) {
			try {
				byte[] bytes = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
				return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
