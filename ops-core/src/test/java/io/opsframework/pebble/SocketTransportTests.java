package io.opsframework.pebble;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocketTransport}, with servers that are slow, broken or hostile.
 */
@Timeout(60)
class SocketTransportTests {

	private static final String INFO = "{\"version\":\"v1.2.3\",\"boot-id\":\"b\"}";

	private static final Duration SHORT = Duration.ofMillis(200);

	@Test
	void sendSpeaksHttp() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(ScriptedServer.sync(INFO)));
				PebbleClient client = server.client()) {
			assertThat(client.systemInfo()).isEqualTo(new SystemInfo("v1.2.3", "b", null));
			assertThat(server.requests())
				.containsExactly("GET /v1/system-info HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n");
		}
	}

	@Test
	void questionsShareOneConnection() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(ScriptedServer.sync(INFO)),
				ScriptedServer.answering(ScriptedServer.error(500, "a second connection")));
				PebbleClient client = server.client()) {
			client.systemInfo();
			assertThat(client.systemInfo().version()).isEqualTo("v1.2.3");
		}
	}

	@Test
	void questionOnStaleConnectionIsAskedAgain() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answeringOnce(ScriptedServer.sync(INFO)));
				PebbleClient client = server.client()) {
			client.systemInfo();
			assertThat(client.systemInfo().version()).isEqualTo("v1.2.3");
			assertThat(client.systemInfo().version()).isEqualTo("v1.2.3");
			assertThat(server.requests()).hasSizeBetween(3, 5);
		}
	}

	@Test
	void questionThatIsNotAnsweredInTimeIsNotAskedAgain() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readRequest();
			peer.write(ScriptedServer.sync(INFO));
			peer.readRequest();
			peer.readToEnd();
		}, ScriptedServer.answering(ScriptedServer.sync(INFO))); PebbleClient client = server.client(SHORT)) {
			client.systemInfo();
			assertThatExceptionOfType(PebbleTimeoutException.class).isThrownBy(client::systemInfo);
			assertThat(server.requests()).hasSize(2);
		}
	}

	@Test
	void questionOnNewConnectionIsAskedOnce() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::readRequest);
				PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleConnectionException.class).isThrownBy(client::systemInfo)
				.withMessageContaining("it ended the connection before the end of its answer");
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void changeHasConnectionOfItsOwnAndIsSentOnce() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(ScriptedServer.sync(INFO)),
				ScriptedServer.Peer::readRequest); PebbleClient client = server.client()) {
			client.systemInfo();
			assertThatExceptionOfType(PebbleConnectionException.class)
				.isThrownBy(() -> client.startServices(List.of("web")));
			assertThat(server.requests()).hasSize(2);
			assertThat(server.requests().get(1)).startsWith("POST /v1/services").contains("Connection: close");
		}
	}

	@Test
	void connectionThatIsToBeClosedIsNotKept() {
		String answer = ScriptedServer.sync(INFO).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(answer), (peer) -> {
			peer.readRequest();
			peer.write(ScriptedServer.sync(INFO.replace("v1", "v2")));
		}); PebbleClient client = server.client()) {
			client.systemInfo();
			assertThat(client.systemInfo().version()).isEqualTo("v2.2.3");
		}
	}

	@Test
	void chunksWithExtensionsAndTrailersAreRead() {
		String text = ScriptedServer.sync(INFO);
		String body = text.substring(text.indexOf("\r\n\r\n") + 4);
		String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
				+ "1;name=value\r\n" + body.charAt(0) + "\r\n" + Integer.toHexString(body.length() - 1).toUpperCase()
				+ "\r\n" + body.substring(1) + "\r\n0\r\nTrailer: x\r\nOther: y\r\n\r\n";
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(answer),
				ScriptedServer.answering(ScriptedServer.error(500, "a second connection")));
				PebbleClient client = server.client()) {
			assertThat(client.systemInfo().version()).isEqualTo("v1.2.3");
			assertThat(client.systemInfo().version()).isEqualTo("v1.2.3");
		}
	}

	@Test
	void informationalAnswersAreSkipped() {
		String answer = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
				+ ScriptedServer.sync(INFO);
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(answer));
				PebbleClient client = server.client()) {
			assertThat(client.systemInfo().version()).isEqualTo("v1.2.3");
		}
	}

	@Test
	void bodyWithoutLengthEndsWithConnection() {
		String answer = ScriptedServer.sync(INFO).replaceFirst("Content-Length: \\d+\r\n", "");
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answeringOnce(answer));
				PebbleClient client = server.client()) {
			assertThat(client.systemInfo().version()).isEqualTo("v1.2.3");
		}
	}

	@Test
	void answerThatComesByteByByteIsRead() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readRequest();
			for (byte next : ScriptedServer.sync(INFO).getBytes()) {
				peer.write(next);
			}
			peer.readToEnd();
		}); PebbleClient client = server.client()) {
			assertThat(client.systemInfo().version()).isEqualTo("v1.2.3");
		}
	}

	@Test
	void answerThatEndsInTheMiddleIsFailure() {
		String answer = ScriptedServer.sync(INFO);
		for (int length : List.of(0, 5, 20, 60, answer.length() - 1)) {
			try (ScriptedServer server = new ScriptedServer(ScriptedServer.answeringOnce(answer.substring(0, length)));
					PebbleClient client = server.client()) {
				assertThatExceptionOfType(PebbleConnectionException.class).isThrownBy(client::systemInfo)
					.withMessageContaining(server.socket().toString())
					.withMessageContaining("GET /v1/system-info");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "220 smtp.example.com ESMTP\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
			"HTTP/1.1 200 OK\r\nno header\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
			"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n",
			"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
			"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{",
			"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull",
			"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" })
	void answerThatIsNoneOfPebbleIsProtocolError(String answer) {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answeringOnce(answer));
				PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(client::systemInfo)
				.withMessageNotContaining("<html>");
		}
	}

	@Test
	void answerOfUnknownTypeIsProtocolError() {
		try (ScriptedServer server = new ScriptedServer(
				ScriptedServer.answering(ScriptedServer.json(200, "{\"type\":\"quantum\",\"result\":{}}")));
				PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(client::systemInfo)
				.withMessage("GET /v1/system-info was answered with something of an unknown type");
		}
	}

	@Test
	void endlessHeadIsProtocolError() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readRequest();
			peer.write("HTTP/1.1 200 OK\r\n");
			while (true) {
				peer.write("X-Header: value\r\n");
			}
		}); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(client::systemInfo)
				.withMessageContaining("the answer's head is too long");
		}
	}

	@Test
	void hugeAnswerIsProtocolError() {
		byte[] blanks = " ".repeat(1024 * 1024).getBytes();
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readRequest();
			peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n");
			for (int i = 0; i < 100; i++) {
				peer.write(blanks);
			}
		}); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(client::systemInfo)
				.withMessageContaining("the answer has more than 8388608 bytes");
		}
	}

	@Test
	void silentServerIsTimeout() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.Peer::readToEnd);
				PebbleClient client = server.client(SHORT)) {
			assertThatExceptionOfType(PebbleTimeoutException.class).isThrownBy(client::systemInfo)
				.withMessage("Pebble at %s did not go on with GET /v1/system-info for 200ms", server.socket())
				.satisfies((ex) -> assertThat(ex.getChangeId()).isNull());
		}
	}

	@Test
	void answerThatNeverEndsIsTimeout() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readRequest();
			peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n");
			while (true) {
				peer.write(" ");
				LockSupport.parkNanos(20_000_000);
			}
		}); PebbleClient client = server.client(SHORT)) {
			assertThatExceptionOfType(PebbleTimeoutException.class).isThrownBy(client::systemInfo);
		}
	}

	@Test
	void serverThatDoesNotAcceptIsTimeout(@TempDir Path directory) throws IOException {
		UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
		try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			listener.bind(address, 1);
			try (SocketChannel first = SocketChannel.open(address);
					SocketChannel second = SocketChannel.open(address);
					PebbleClient client = PebbleClient.at(address.getPath(), SHORT)) {
				assertThat(first.isConnected() && second.isConnected()).isTrue();
				assertThatExceptionOfType(PebbleTimeoutException.class).isThrownBy(client::systemInfo);
			}
		}
	}

	@Test
	void missingSocketIsConnectionError(@TempDir Path directory) {
		Path socket = directory.resolve("pebble.socket");
		try (PebbleClient client = PebbleClient.at(socket, SHORT)) {
			assertThatExceptionOfType(PebbleConnectionException.class).isThrownBy(client::systemInfo)
				.withMessage("Cannot ask Pebble at %s for GET /v1/system-info: there is no such file; "
						+ "the container has not started yet, or is gone", socket);
		}
	}

	@Test
	void staleSocketIsConnectionError(@TempDir Path directory) throws IOException {
		Path socket = directory.resolve("pebble.socket");
		try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			listener.bind(UnixDomainSocketAddress.of(socket));
		}
		try (PebbleClient client = PebbleClient.at(socket, SHORT)) {
			assertThatExceptionOfType(PebbleConnectionException.class).isThrownBy(client::systemInfo)
				.withMessageContaining("nothing listens there");
		}
	}

	@Test
	void tooLongPathOfSocketIsConnectionError(@TempDir Path directory) {
		try (PebbleClient client = PebbleClient.at(directory.resolve("x".repeat(200)), SHORT)) {
			assertThatExceptionOfType(PebbleConnectionException.class).isThrownBy(client::systemInfo);
		}
	}

	@Test
	void interruptedThreadStaysInterrupted() throws InterruptedException {
		CountDownLatch asked = new CountDownLatch(1);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		AtomicReference<Boolean> interrupted = new AtomicReference<>();
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readRequest();
			asked.countDown();
			peer.readToEnd();
		}); PebbleClient client = server.client()) {
			Thread thread = new Thread(() -> {
				try {
					client.systemInfo();
				}
				catch (Throwable ex) {
					failure.set(ex);
				}
				interrupted.set(Thread.currentThread().isInterrupted());
			});
			thread.start();
			asked.await();
			thread.interrupt();
			thread.join();
		}
		assertThat(failure.get()).isExactlyInstanceOf(PebbleException.class).hasMessageContaining("interrupted");
		assertThat(interrupted.get()).isTrue();
	}

	@Test
	void interruptedThreadSendsNothing() throws Exception {
		CompletableFuture<Integer> received = new CompletableFuture<>();
		try (ScriptedServer server = new ScriptedServer((peer) -> received.complete(peer.readToEnd()));
				PebbleClient client = server.client()) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(PebbleException.class).isThrownBy(() -> client.stopServices(List.of("web")));
			assertThat(Thread.interrupted()).isTrue();
			assertThat(received.get()).isZero();
		}
	}

	@Test
	void pushThatIsRefusedEarlyTellsReason() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readHead();
			peer.write(ScriptedServer.error(400, "no more of it"));
			peer.readToEnd();
		}); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleApiException.class)
				.isThrownBy(() -> client.push("/x", new EndlessStream(), FileOptions.defaults()))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("no more of it"));
		}
	}

	@Test
	void pushThatIsRefusedByServerThatReadsNoMoreTellsReason() {
		CountDownLatch told = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readHead();
			peer.write(ScriptedServer.error(400, "no more of it"));
			await(told);
		}); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleApiException.class)
				.isThrownBy(() -> client.push("/x", new EndlessStream(), FileOptions.defaults()));
			told.countDown();
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

	@Test
	void pushThatIsRefusedByServerThatClosesTellsReason() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readHead();
			peer.write(ScriptedServer.error(400, "no more of it"));
		}); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleApiException.class)
				.isThrownBy(() -> client.push("/x", new EndlessStream(), FileOptions.defaults()));
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void pushThatSucceedsBeforeItIsSentIsProtocolError() {
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readHead();
			peer.write(ScriptedServer.sync("[{\"path\":\"/x\"}]"));
			peer.readToEnd();
		}); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleProtocolException.class)
				.isThrownBy(() -> client.push("/x", new EndlessStream(), FileOptions.defaults()))
				.withMessageContaining("it was answered before all of it was sent");
		}
	}

	@Test
	void pushToServerThatStopsReadingIsTimeout() {
		CountDownLatch over = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readHead();
			await(over);
		}); PebbleClient client = server.client(SHORT)) {
			assertThatExceptionOfType(PebbleTimeoutException.class)
				.isThrownBy(() -> client.push("/x", new EndlessStream(), FileOptions.defaults()));
			over.countDown();
		}
	}

	@Test
	void pushOfContentThatFailsIsNotCompleted() throws InterruptedException {
		AtomicReference<Throwable> request = new AtomicReference<>();
		CountDownLatch ended = new CountDownLatch(1);
		InputStream broken = new InputStream() {

			private int read;

			@Override
			public int read() throws IOException {
				if (++this.read > 100_000) {
					throw new IOException("disk is broken");
				}
				return 'x';
			}

		};
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			try {
				peer.readRequest();
			}
			catch (IOException ex) {
				request.set(ex);
			}
			ended.countDown();
		}); PebbleClient client = server.client()) {
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> client.push("/x", broken, FileOptions.defaults()))
				.withMessage("The content of /x cannot be read: disk is broken");
			ended.await();
			assertThat(request.get()).isNotNull();
		}
	}

	@Test
	void fullDiskIsPathError() {
		String answer = ScriptedServer.sync("[{\"path\":\"/x\",\"error\":{\"kind\":\"generic-file-error\","
				+ "\"message\":\"write /x.q~: no space left on device\"}}]");
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(answer));
				PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebblePathException.class)
				.isThrownBy(() -> client.push("/x", new ByteArrayInputStream(new byte[10]), FileOptions.defaults()))
				.withMessage("Pebble could not write /x (generic-file-error): write /x.q~: no space left on device");
		}
	}

	@Test
	void closeInAnotherThreadEndsReading() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		try (ScriptedServer server = new ScriptedServer((peer) -> {
			peer.readRequest();
			peer.write("HTTP/1.1 200 OK\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
					+ "Content-Disposition: form-data; name=\"files\"; filename=\"/x\"\r\n\r\n" + "x".repeat(1000));
			asked.countDown();
			peer.readToEnd();
		}); PebbleClient client = server.client()) {
			InputStream content = client.pull("/x");
			Thread thread = new Thread(() -> {
				try {
					content.readAllBytes();
				}
				catch (Throwable ex) {
					failure.set(ex);
				}
			});
			thread.start();
			asked.await();
			content.close();
			thread.join();
		}
		assertThat(failure.get()).isInstanceOf(IOException.class);
	}

	@Test
	void manyThreadsCanAsk() throws InterruptedException {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(ScriptedServer.sync(INFO)));
				PebbleClient client = server.client()) {
			List<Throwable> failures = new CopyOnWriteArrayList<>();
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				Thread thread = new Thread(() -> {
					for (int j = 0; j < 50; j++) {
						client.systemInfo();
					}
				});
				thread.setUncaughtExceptionHandler((each, ex) -> failures.add(ex));
				thread.start();
				threads.add(thread);
			}
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(failures).isEmpty();
			assertThat(server.requests()).hasSize(400);
		}
	}

	@Test
	void queryIsEncoded() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(ScriptedServer.sync("[]")));
				PebbleClient client = server.client()) {
			client.services(List.of("a&b=c", "d e", "\u00e9\ud83d\ude00\r\n"));
			client.notices(NoticeQuery.all().withTypes("custom").withKeys("example.com/a").withAllUsers());
			assertThat(server.requests().get(0))
				.startsWith("GET /v1/services?names=a%26b%3Dc&names=d+e&names=%C3%A9%F0%9F%98%80%0D%0A HTTP/1.1\r\n");
			assertThat(server.requests().get(1))
				.startsWith("GET /v1/notices?types=custom&keys=example.com%2Fa&users=all HTTP/1.1\r\n");
		}
	}

	@Test
	void refusalOfUnknownFormIsApiError() {
		try (ScriptedServer server = new ScriptedServer(
				ScriptedServer.answering(ScriptedServer.http(503, "text/plain", "busy")));
				PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleApiException.class)
				.isThrownBy(() -> client.notify("example.com/a", Map.of(), null))
				.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(503));
		}
	}

	/**
	 * A file that never ends.
	 */
	private static final class EndlessStream extends InputStream {

		@Override
		public int read() {
			return 'x';
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			return length;
		}

	}

}
