package io.opsframework.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers at a container's socket as a Pebble that has just started: without a plan,
 * without checks, and with a change for all that is done to its services.
 */
final class StandInPebble implements AutoCloseable {

	private final ServerSocketChannel listener;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	StandInPebble(Path socket) {
		try {
			this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
			this.listener.bind(UnixDomainSocketAddress.of(socket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	/**
	 * What was asked of it.
	 * @return methods and paths, without parameters, in order
	 */
	List<String> requests() {
		return this.requests;
	}

	private void accept() {
		try {
			while (true) {
				SocketChannel connection = this.listener.accept();
				start(() -> serve(connection));
			}
		}
		catch (IOException ex) {
			// It is closed.
		}
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "stand-in-pebble");
		thread.setDaemon(true);
		thread.start();
	}

	private void serve(SocketChannel connection) {
		try (connection; Scanner in = new Scanner(Channels.newInputStream(connection), StandardCharsets.US_ASCII)) {
			in.useDelimiter("\r\n\r\n");
			while (in.hasNext()) {
				String head = in.next();
				if (head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked")) {
					// The last chunk, an empty one, ends as a head does.
					in.next();
				}
				String[] words = head.strip().split("[ ?]");
				this.requests.add(words[0] + " " + words[1]);
				send(connection, answer(words[0] + " " + words[1]));
			}
		}
		catch (IOException ex) {
			// Of a hook that has ended.
		}
	}

	private static String answer(String request) {
		return switch (request) {
			case "GET /v1/system-info" -> sync("{\"boot-id\":\"stand-in\",\"version\":\"v1.32.1\"}");
			case "GET /v1/plan" -> sync("\"{}\"");
			case "GET /v1/checks", "GET /v1/changes" -> sync("[]");
			case "POST /v1/layers" -> sync("true");
			case "POST /v1/services" -> "{\"type\":\"async\",\"status-code\":202,\"change\":\"1\",\"result\":null}";
			case "GET /v1/changes/1/wait" -> sync(
					"{\"id\":\"1\",\"kind\":\"replan\",\"summary\":\"\",\"status\":\"Done\",\"ready\":true,\"tasks\":[]}");
			default -> "{\"type\":\"error\",\"status-code\":404,\"result\":{\"message\":\"no " + request + "\"}}";
		};
	}

	private static String sync(String result) {
		return "{\"type\":\"sync\",\"status-code\":200,\"status\":\"OK\",\"result\":" + result + "}";
	}

	private static void send(SocketChannel connection, String answer) throws IOException {
		ByteBuffer response = StandardCharsets.US_ASCII
			.encode("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
				.formatted(answer.length(), answer));
		while (response.hasRemaining()) {
			connection.write(response);
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
