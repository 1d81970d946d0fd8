package io.opsframework.pebble;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link WebSocket} and {@link ExecStream}, with servers that are slow, broken
 * or hostile.
 */
@Timeout(60)
class WebSocketTests {

	private static final int[] END = { 0x81, 17, '{', '"', 'c', 'o', 'm', 'm', 'a', 'n', 'd', '"', ':', '"', 'e', 'n',
			'd', '"', '}' };

	@Test
	void bytesUpToEndAreRead() throws IOException {
		assertThat(read((peer) -> {
			peer.write(0x82, 3, 'a', 'b', 'c', 0x82, 0, 0x82, 1, 'd');
			peer.write(END);
			peer.write(0x82, 1, 'x');
		})).isEqualTo("abcd");
	}

	@Test
	void fragmentsWithControlFramesBetweenAreRead() throws IOException {
		AtomicReference<byte[]> pong = new AtomicReference<>();
		assertThat(read((peer) -> {
			peer.write(0x02, 2, 'a', 'b');
			peer.write(0x89, 2, 'h', 'i');
			peer.write(0x00, 1, 'c');
			peer.write(0x8a, 0);
			peer.write(0x80, 1, 'd');
			pong.set(peer.read(8));
			peer.write(0x01, 3, '{', '"', 'c');
			peer.write(0x89, 0);
			peer.write(0x80, 14, 'o', 'm', 'm', 'a', 'n', 'd', '"', ':', '"', 'e', 'n', 'd', '"', '}');
		})).isEqualTo("abcd");
		byte[] frame = pong.get();
		assertThat(frame[0]).isEqualTo((byte) 0x8a);
		assertThat(frame[1]).isEqualTo((byte) 0x82);
		assertThat(frame[6] ^ frame[2]).isEqualTo('h');
		assertThat(frame[7] ^ frame[3]).isEqualTo('i');
	}

	@Test
	void longFramesAreRead() throws IOException {
		byte[] bytes = new byte[200_000];
		new Random(1).nextBytes(bytes);
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.acceptWebSocket();
			peer.write(0x82, 126, 200 >> 8, 200);
			peer.write(Arrays.copyOf(bytes, 200));
			peer.write(0x82, 127, 0, 0, 0, 0, 0, 3, 0x0d, 0x40);
			peer.write(bytes);
			peer.write(END);
			peer.readToEnd();
		}); ExecStream stream = open(server)) {
			assertThat(stream.readNBytes(200)).isEqualTo(Arrays.copyOf(bytes, 200));
			assertThat(stream.readAllBytes()).isEqualTo(bytes);
			stream.drop();
		}
	}

	@Test
	void readingEndsWithTimeout() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.acceptWebSocket();
			peer.readToEnd();
		})) {
			WebSocket webSocket = new SocketTransport(server.socket(), Duration.ofSeconds(10)).openWebSocket("/v1/x");
			webSocket.setTimeout(Duration.ofMillis(50));
			ExecStream stream = new ExecStream(webSocket);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(stream::read);
			stream.drop();
		}
	}

	@Test
	void unknownTextsAreIgnored() throws IOException {
		assertThat(read((peer) -> {
			peer.write(0x81, 2, '{', '}');
			peer.write(0x81, 1, '{');
			peer.write(0x81, 4, 'n', 'u', 'l', 'l');
			peer.write(0x81, 0);
			peer.write(0x82, 1, 'a');
			peer.write(END);
		})).isEqualTo("a");
	}

	@Test
	void endWithinFrameIsFailure() {
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read((peer) -> {
			peer.write(0x82, 3, 'a');
			peer.close();
		}));
	}

	@Test
	void endWithoutEndOfStreamIsFailure() {
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read((peer) -> {
			peer.write(0x82, 1, 'a');
			peer.close();
		}));
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read((peer) -> peer.write(0x88, 2, 3, 0xe8)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "c200", "8281", "8300", "8000", "0200 8200", "0900", "897e0100", "8b00",
			"827fffffffffffffffff", "817f0000000000100000" })
	void frameOutOfPlaceIsProtocolError(String frame) {
		byte[] bytes = HexFormat.of().parseHex(frame.replace(" ", ""));
		assertThatIOException().isThrownBy(() -> read((peer) -> {
			peer.write(bytes);
			peer.readToEnd();
		})).isInstanceOf(ProtocolException.class);
	}

	@Test
	void answerThatIsNoWebSocketIsProtocolError() {
		try (ScriptedServer server = new ScriptedServer(
				ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(() -> open(server))
				.withMessageContaining("/v1/tasks/1/websocket/stdio")
				.withMessageContaining("status 200");
		}
	}

	@Test
	void wrongKeyIsProtocolError() {
		try (ScriptedServer server = new ScriptedServer(
				ScriptedServer.answering("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: AAAA\r\n\r\n"))) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(() -> open(server))
				.withMessageContaining("the key is not answered");
		}
	}

	@Test
	void serverThatDoesNotUpgradeIsTimeout() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::readToEnd)) {
			assertThatExceptionOfType(PebbleTimeoutException.class)
				.isThrownBy(() -> new SocketTransport(server.socket(), Duration.ofMillis(100)).openWebSocket("/v1/x"));
		}
	}

	@Test
	void inputIsSentMaskedAndEnded() throws IOException {
		AtomicReference<byte[]> small = new AtomicReference<>();
		AtomicReference<byte[]> large = new AtomicReference<>();
		AtomicReference<byte[]> end = new AtomicReference<>();
		CountDownLatch done = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.acceptWebSocket();
			small.set(peer.read(6 + 3));
			large.set(peer.read(8 + 300));
			end.set(peer.read(6 + 17));
			peer.write(END);
			done.countDown();
		}); ExecStream stream = open(server)) {
			OutputStream input = stream.input();
			input.write("abc".getBytes());
			input.write("d".repeat(300).getBytes());
			input.close();
			input.close();
			assertThat(stream.read()).isEqualTo(-1);
			assertThatIOException().isThrownBy(() -> input.write(1));
			stream.drop();
		}
		assertThat(unmask(small.get(), 2)).isEqualTo("abc");
		assertThat(large.get()[1]).isEqualTo((byte) 0xfe);
		assertThat(unmask(large.get(), 4)).isEqualTo("d".repeat(300));
		assertThat(end.get()[0]).isEqualTo((byte) 0x81);
		assertThat(unmask(end.get(), 2)).isEqualTo("{\"command\":\"end\"}");
	}

	private static String unmask(byte[] frame, int start) {
		byte[] payload = new byte[frame.length - start - 4];
		for (int i = 0; i < payload.length; i++) {
			payload[i] = (byte) (frame[start + 4 + i] ^ frame[start + i % 4]);
		}
		return new String(payload, StandardCharsets.UTF_8);
	}

	@Test
	void readingGoesOnWhileWritingIsStuck() throws Exception {
		CountDownLatch read = new CountDownLatch(1);
		byte[] bytes = new byte[1024 * 1024];
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.acceptWebSocket();
			// Reads nothing yet, so that the client cannot write.
			for (int i = 0; i < 16; i++) {
				peer.write(0x82, 127, 0, 0, 0, 0, 0, 0x10, 0, 0);
				peer.write(bytes);
				peer.write(0x89, 1, 'p');
			}
			peer.write(END);
			await(read);
			peer.readToEnd();
		}); ExecStream stream = open(server)) {
			AtomicReference<Throwable> failure = new AtomicReference<>();
			Thread writer = new Thread(() -> {
				try {
					stream.input().write(new byte[8 * 1024 * 1024]);
				}
				catch (Throwable ex) {
					failure.set(ex);
				}
			});
			writer.start();
			assertThat(stream.readAllBytes()).hasSize(16 * 1024 * 1024);
			read.countDown();
			writer.join();
			assertThat(failure.get()).isNull();
			stream.drop();
		}
	}

	@Test
	void dropEndsReadersAndWritersInOtherThreads() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.acceptWebSocket();
			await(over);
		})) {
			ExecStream stream = open(server);
			Thread reader = new Thread(() -> assertThatIOException().isThrownBy(stream::read));
			Thread writer = new Thread(
					() -> assertThatIOException().isThrownBy(() -> stream.input().write(new byte[8 * 1024 * 1024])));
			AtomicReference<Throwable> failure = new AtomicReference<>();
			reader.setUncaughtExceptionHandler((thread, ex) -> failure.set(ex));
			writer.setUncaughtExceptionHandler((thread, ex) -> failure.set(ex));
			reader.start();
			writer.start();
			while (reader.getState() != Thread.State.RUNNABLE || writer.getState() != Thread.State.RUNNABLE) {
				Thread.onSpinWait();
			}
			stream.drop();
			reader.join();
			writer.join();
			over.countDown();
			assertThat(failure.get()).isNull();
		}
	}

	@Test
	void randomFramesAreReadAsTheyWereCut() throws IOException {
		for (int seed = 0; seed < 20; seed++) {
			Random random = new Random(seed);
			byte[] bytes = new byte[random.nextInt(300_000)];
			random.nextBytes(bytes);
			try (ScriptedServer server = new ScriptedServer((peer) -> {
				peer.acceptWebSocket();
				boolean open = false;
				for (int sent = 0; sent < bytes.length;) {
					int length = Math.min(random.nextInt(70_000), bytes.length - sent);
					boolean last = random.nextBoolean();
					peer.write((last ? 0x80 : 0) | (open ? 0 : 2), 127, 0, 0, 0, 0, length >> 24, length >> 16,
							length >> 8, length);
					peer.write(Arrays.copyOfRange(bytes, sent, sent + length));
					open = !last;
					sent += length;
				}
				if (open) {
					peer.write(0x80, 0);
				}
				peer.write(END);
				peer.readToEnd();
			}); ExecStream stream = open(server)) {
				assertThat(stream.readAllBytes()).as("seed %d", seed).isEqualTo(bytes);
				stream.drop();
			}
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(ScriptedServer.Script script) throws IOException {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.acceptWebSocket();
			script.run(peer);
			peer.readToEnd();
		})) {
			ExecStream stream = open(server);
			try {
				String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
				assertThat(stream.read()).isEqualTo(-1);
				return text;
			}
			finally {
				stream.drop();
			}
		}
	}

	private static ExecStream open(ScriptedServer server) {
		return new ExecStream(new SocketTransport(server.socket(), Duration.ofSeconds(10))
			.openWebSocket("/v1/tasks/1/websocket/stdio"));
	}

}
