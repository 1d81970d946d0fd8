package io.opsframework.pebble;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MultipartReader}, {@link MultipartBody} and {@link PulledFile}.
 */
class MultipartTests {

	private static final String BOUNDARY = "0123456789abcdef0123456789abcdef";

	private static final String RESULT = "{\"type\":\"sync\",\"status-code\":200,\"result\":[{\"path\":\"/x\"}]}";

	@Test
	void partsAreReadOneAfterTheOther() throws IOException {
		MultipartReader reader = reader(
				"--B\r\nA: 1\r\nB: 2\r\n\r\nfirst\r\n--B \r\n\r\n\r\n--B\r\n\r\nthird\r\n--B--\r\n");
		assertThat(reader.nextPart()).isEqualTo("A: 1\nB: 2\n");
		assertThat(content(reader)).isEqualTo("first");
		assertThat(reader.nextPart()).isEmpty();
		assertThat(content(reader)).isEmpty();
		assertThat(reader.nextPart()).isEmpty();
		assertThat(content(reader)).isEqualTo("third");
		assertThat(reader.nextPart()).isNull();
	}

	@Test
	void preambleAndUnreadPartsAreSkipped() throws IOException {
		MultipartReader reader = reader(
				"preamble\r\n--B\r\n\r\n" + "x".repeat(500_000) + "\r\n--B\r\nA: 1\r\n\r\n\r\n--B--");
		assertThat(reader.nextPart()).isEmpty();
		assertThat(reader.nextPart()).isEqualTo("A: 1\n");
	}

	@Test
	void partThatDoesNotEndIsFailure() throws IOException {
		MultipartReader reader = reader("--B\r\n\r\nfirst\r\n--" + BOUNDARY.substring(1));
		reader.nextPart();
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> content(reader));
	}

	@Test
	void endlessHeadersAreProtocolError() {
		MultipartReader reader = reader("--B\r\n" + "A: 1\r\n".repeat(10_000));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::nextPart);
		MultipartReader second = reader("--B\r\n" + "A".repeat(100_000));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(second::nextPart);
	}

	@Test
	void contentIsFoundWhateverItIsAndHoweverItComes() throws IOException {
		for (int seed = 0; seed < 300; seed++) {
			Random random = new Random(seed);
			byte[] content = hostileContent(random);
			ByteArrayOutputStream form = new ByteArrayOutputStream();
			form.writeBytes(("--" + BOUNDARY + "\r\n\r\n").getBytes());
			form.writeBytes(content);
			form.writeBytes(("\r\n--" + BOUNDARY + "\r\n\r\nlast\r\n--" + BOUNDARY + "--\r\n").getBytes());
			MultipartReader reader = new MultipartReader(new Slow(form.toByteArray(), random), BOUNDARY);
			reader.nextPart();
			ByteArrayOutputStream read = new ByteArrayOutputStream();
			byte[] piece = new byte[1 + random.nextInt(9000)];
			for (int count = 0; count >= 0; count = reader.read(piece, 0, piece.length)) {
				read.write(piece, 0, count);
			}
			assertThat(read.toByteArray()).as("seed %d", seed).isEqualTo(content);
			reader.nextPart();
			assertThat(content(reader)).isEqualTo("last");
		}
	}

	// Made of beginnings of the delimiter.
	private static byte[] hostileContent(Random random) {
		String delimiter = "\r\n--" + BOUNDARY;
		StringBuilder content = new StringBuilder();
		int pieces = random.nextInt((random.nextInt(10) == 0) ? 10_000 : 20);
		for (int i = 0; i < pieces; i++) {
			content.append(delimiter, 0, random.nextInt(delimiter.length()));
			content.append((char) ('g' + random.nextInt(10)));
		}
		return content.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	@Test
	void fileIsReadAndItsResultChecked() throws IOException {
		assertThat(pull(file("content") + result(RESULT))).isEqualTo("content");
	}

	@Test
	void failureBehindTheContentIsNoEnd() {
		String failed = RESULT.replace("}]",
				",\"error\":{\"kind\":\"generic-file-error\",\"message\":\"read /x: broken\"}}]");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> pull(file("content") + result(failed)))
			.withMessage("Pebble could not read /x (generic-file-error): read /x: broken")
			.withCauseInstanceOf(PebblePathException.class);
	}

	@Test
	void failureInsteadOfContentIsPathError() {
		String failed = RESULT.replace("}]",
				",\"error\":{\"kind\":\"permission-denied\",\"message\":\"open /x: permission denied\"}}]");
		assertThatExceptionOfType(PebblePathException.class).isThrownBy(() -> pull(result(failed))).satisfies((ex) -> {
			assertThat(ex.getPath()).isEqualTo("/x");
			assertThat(ex.getKind()).isEqualTo("permission-denied");
		});
	}

	@Test
	void formWithoutResultIsFailure() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> pull(file("content") + "--" + BOUNDARY + "--\r\n"));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> pull(file("content") + result("{")))
			.withCauseInstanceOf(PebbleProtocolException.class);
	}

	@Test
	void formWithoutFileIsProtocolError() {
		assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(() -> pull(result(RESULT)));
		assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(() -> pull("--" + BOUNDARY + "--\r\n"));
		assertThatExceptionOfType(PebbleProtocolException.class)
			.isThrownBy(() -> pull(file("x").replace("filename=\"/x\"", "filename=\"/y\"") + result(RESULT)));
	}

	@Test
	void formWithTwoFilesIsFailure() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> pull(file("a") + file("b") + result(RESULT)));
	}

	@Test
	void formWithoutBoundaryIsProtocolError() {
		try (ScriptedServer server = new ScriptedServer(
				ScriptedServer.answeringOnce(ScriptedServer.http(200, "multipart/form-data", "x")));
				PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(() -> client.pull("/x"))
				.withMessageContaining("the form has no boundary");
		}
	}

	@Test
	void answerThatIsNoFormIsError() {
		try (ScriptedServer server = new ScriptedServer(
				ScriptedServer.answeringOnce(ScriptedServer.error(400, "must accept")),
				ScriptedServer.answeringOnce(ScriptedServer.sync("[]"))); PebbleClient client = server.client()) {
			assertThatExceptionOfType(PebbleApiException.class).isThrownBy(() -> client.pull("/x"));
			assertThatExceptionOfType(PebbleProtocolException.class).isThrownBy(() -> client.pull("/x"));
		}
	}

	@Test
	void bodyHasRequestAndContent() throws IOException {
		MultipartBody body = new MultipartBody("{\"action\":\"write\"}", "/a \"b\"\\\u00e9",
				new ByteArrayInputStream("content".getBytes()));
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		body.writeTo((bytes, length) -> {
			sent.write(bytes, 0, length);
			return true;
		});
		String boundary = body.contentType().substring("multipart/form-data; boundary=".length());
		assertThat(boundary).hasSizeGreaterThanOrEqualTo(32);
		MultipartReader reader = new MultipartReader(new ByteArrayInputStream(sent.toByteArray()), boundary);
		assertThat(reader.nextPart()).contains("form-data; name=\"request\"\n");
		assertThat(content(reader)).isEqualTo("{\"action\":\"write\"}");
		assertThat(new String(reader.nextPart().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
			.contains("form-data; name=\"files\"; filename=\"/a \\\"b\\\"\\\\\u00e9\"\n");
		assertThat(content(reader)).isEqualTo("content");
		assertThat(reader.nextPart()).isNull();
	}

	private static MultipartReader reader(String form) {
		return new MultipartReader(
				new ByteArrayInputStream(form.replace("--B", "--" + BOUNDARY).getBytes(StandardCharsets.ISO_8859_1)),
				BOUNDARY);
	}

	private static String content(MultipartReader reader) throws IOException {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		byte[] piece = new byte[100];
		for (int count = 0; count >= 0; count = reader.read(piece, 0, piece.length)) {
			content.write(piece, 0, count);
		}
		return content.toString(StandardCharsets.UTF_8);
	}

	private static String file(String content) {
		return part("name=\"files\"; filename=\"/x\"", content);
	}

	private static String result(String json) {
		return part("name=\"response\"", json) + "--" + BOUNDARY + "--\r\n";
	}

	private static String part(String disposition, String content) {
		return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
	}

	private static String pull(String form) throws IOException {
		String answer = ScriptedServer.http(200, "multipart/form-data; boundary=" + BOUNDARY, form);
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answeringOnce(answer));
				PebbleClient client = server.client();
				InputStream content = client.pull("/x")) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Gives a few bytes at a time.
	 */
	private static final class Slow extends InputStream {

		private final InputStream source;

		private final Random random;

		Slow(byte[] bytes, Random random) {
			this.source = new ByteArrayInputStream(bytes);
			this.random = random;
		}

		@Override
		public int read() throws IOException {
			return this.source.read();
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			return this.source.read(target, offset, Math.min(length, 1 + this.random.nextInt(50)));
		}

	}

}
