package io.opsframework.pebble;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The body that writes a file: what is to be done in JSON, and the file's content, in the
 * parts of a form. Holds no more of the content than a piece.
 */
final class MultipartBody implements HttpRequest.Body {

	private static final int PIECE = 64 * 1024;

	// Pebble wants at least 32 characters.
	private final String boundary = Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 60, 1L << 61))
		.concat(Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 60, 1L << 61)));

	private final String request;

	private final String path;

	private final InputStream content;

	MultipartBody(String request, String path, InputStream content) {
		this.request = request;
		this.path = path;
		this.content = content;
	}

	String contentType() {
		return "multipart/form-data; boundary=".concat(this.boundary);
	}

	@Override
	public void writeTo(HttpRequest.Sink sink) throws IOException {
		String head = """
				--%1$s\r
				Content-Type: application/json\r
				Content-Disposition: form-data; name="request"\r
				\r
				%2$s\r
				--%1$s\r
				Content-Type: application/octet-stream\r
				Content-Disposition: form-data; name="files"; filename="%3$s"\r
				\r
				""".formatted(this.boundary, this.request, escape(this.path));
		boolean wanted = write(sink, head);
		byte[] piece = new byte[PIECE];
		for (int length = readContent(piece); wanted && length >= 0; length = readContent(piece)) {
			wanted = sink.write(piece, length);
		}
		if (wanted) {
			write(sink, "\r\n--" + this.boundary + "--\r\n");
		}
	}

	private static boolean write(HttpRequest.Sink sink, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return sink.write(bytes, bytes.length);
	}

	// That the source fails is no matter of the connection.
	private int readContent(byte[] piece) {
		try {
			return this.content.read(piece);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The content of %s cannot be read: %s".formatted(this.path, ex.getMessage()),
					ex);
		}
	}

	/**
	 * A path as the name of a file in a header.
	 * @param path the path
	 * @return the path with quotes and backslashes escaped
	 */
	static String escape(String path) {
		return path.replace("\\", "\\\\").replace("\"", "\\\"");
	}

}
