package io.opsframework.pebble;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The content of a file, as it comes in. Whether all of it could be read, Pebble says
 * behind it.
 */
final class PulledFile extends InputStream {

	private static final String REQUEST = "GET /v1/files";

	private static final int MAX_RESULT = 1024 * 1024;

	private final String path;

	private final HttpResponse response;

	private final MultipartReader parts;

	private final Duration timeout;

	private boolean ended;

	private PulledFile(String path, HttpResponse response, Duration timeout) throws IOException {
		this.path = path;
		this.response = response;
		this.timeout = timeout;
		this.parts = new MultipartReader(response.body(), boundary(response.header("content-type")));
	}

	/**
	 * Begin to read the answer.
	 * @param path the path of the file
	 * @param response the answer, a form
	 * @param timeout how long Pebble may keep silent
	 * @return the content, which closes the answer
	 * @throws PebblePathException if there is no content
	 */
	static PulledFile open(String path, HttpResponse response, Duration timeout) {
		try {
			PulledFile file = new PulledFile(path, response, timeout);
			file.begin();
			return file;
		}
		catch (IOException ex) {
			response.close();
			throw response.connection().failure(REQUEST, ex);
		}
		catch (RuntimeException ex) {
			response.close();
			throw ex;
		}
	}

	private static String boundary(@Nullable String contentType) throws IOException {
		int start = (contentType != null) ? contentType.indexOf("boundary=") : -1;
		if (contentType == null || start < 0) {
			throw new ProtocolException("the form has no boundary");
		}
		String boundary = contentType.substring(start + "boundary=".length());
		int end = boundary.indexOf(';');
		return ((end >= 0) ? boundary.substring(0, end) : boundary).strip().replace("\"", "");
	}

	private void begin() throws IOException {
		String headers = this.parts.nextPart();
		if (isPart(headers, "response")) {
			throw failure();
		}
		if (headers == null || !isPart(headers, "files")) {
			throw new ProtocolException("the form has no file");
		}
		// Pebble writes its header in UTF-8, which the reader does not know.
		String name = new String(MultipartBody.escape(this.path).getBytes(StandardCharsets.UTF_8),
				StandardCharsets.ISO_8859_1);
		if (!headers.contains("filename=\"" + name + "\"") && name.indexOf('\n') < 0 && name.indexOf('\r') < 0) {
			throw new ProtocolException("the form has another file");
		}
	}

	private static boolean isPart(@Nullable String headers, String name) {
		return headers != null && headers.contains(" name=\"" + name + "\"");
	}

	private PebbleException failure() throws IOException {
		PebblePathException failure = readResult();
		return (failure != null) ? failure
				: new PebbleProtocolException("Pebble neither gave %s nor said why".formatted(this.path), null);
	}

	private @Nullable PebblePathException readResult() throws IOException {
		byte[] result = new byte[MAX_RESULT];
		int length = 0;
		for (int count = 0; count >= 0; count = this.parts.read(result, length, MAX_RESULT - length)) {
			length += count;
			if (length == MAX_RESULT) {
				throw new ProtocolException("the result in the form has more than " + MAX_RESULT + " bytes");
			}
		}
		String text = new String(result, 0, length, StandardCharsets.UTF_8);
		return Answer.of(REQUEST, this.response.status(), text).pathError("read", this.path);
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.ended || length == 0) {
			return this.ended ? -1 : 0;
		}
		this.response.connection().setTimeout(this.timeout);
		try {
			int count = this.parts.read(target, offset, length);
			if (count < 0) {
				end();
			}
			return count;
		}
		catch (IOException ex) {
			throw wrap(this.response.connection().failure(REQUEST, ex));
		}
		catch (PebbleException ex) {
			throw wrap(ex);
		}
	}

	private static IOException wrap(PebbleException ex) {
		return new IOException(ex.getMessage(), ex);
	}

	private void end() throws IOException {
		if (!isPart(this.parts.nextPart(), "response")) {
			throw new ProtocolException("the form has no result");
		}
		PebblePathException failure = readResult();
		if (failure != null) {
			throw failure;
		}
		this.ended = true;
		close();
	}

	@Override
	public void close() {
		this.response.close();
	}

}
