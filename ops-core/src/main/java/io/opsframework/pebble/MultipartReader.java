package io.opsframework.pebble;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a form one after the other. The end of a part is found by Horspool's
 * search, which looks at few of its bytes.
 */
final class MultipartReader {

	private static final int BUFFER_SIZE = 128 * 1024;

	private static final int MAX_HEADERS = 16 * 1024;

	private final InputStream source;

	private final byte[] delimiter;

	private final int[] shifts = new int[256];

	private final byte[] buffer = new byte[BUFFER_SIZE];

	private int position;

	private int limit;

	// Up to where the buffer has content of the part, and whether the part ends there.
	private int contentEnd;

	private boolean delimited;

	MultipartReader(InputStream source, String boundary) {
		this.source = source;
		this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
		int last = this.delimiter.length - 1;
		Arrays.fill(this.shifts, this.delimiter.length);
		for (int i = 0; i < last; i++) {
			this.shifts[this.delimiter[i] & 0xff] = last - i;
		}
		// Before the first part there need not be a line.
		this.buffer[0] = '\r';
		this.buffer[1] = '\n';
		this.limit = 2;
	}

	/**
	 * Skip what is left of a part, and go to the next one.
	 * @return the next part's headers; {@code null} if there is none
	 * @throws IOException if the source fails, or is no form
	 */
	@Nullable String nextPart() throws IOException {
		byte[] skipped = new byte[1024];
		while (read(skipped, 0, skipped.length) >= 0) {
			// Nobody wants it.
		}
		this.position += this.delimiter.length;
		this.delimited = false;
		this.contentEnd = this.position;
		String line = readLine();
		if (line.startsWith("--")) {
			return null;
		}
		StringBuilder headers = new StringBuilder();
		for (line = readLine(); !line.isEmpty(); line = readLine()) {
			headers.append(line).append('\n');
			if (headers.length() > MAX_HEADERS) {
				throw new ProtocolException("a part of the form has too many headers");
			}
		}
		this.contentEnd = this.position;
		return headers.toString();
	}

	/**
	 * Read content of the part.
	 * @param target where to put it
	 * @param offset where to begin there
	 * @param length how much there is room for
	 * @return how many bytes there were; -1 at the end of the part
	 * @throws IOException if the source fails, or ends within the part
	 */
	int read(byte[] target, int offset, int length) throws IOException {
		while (this.position == this.contentEnd) {
			if (this.delimited) {
				return -1;
			}
			search();
			if (this.position == this.contentEnd && !this.delimited) {
				fill();
			}
		}
		int count = Math.min(length, this.contentEnd - this.position);
		System.arraycopy(this.buffer, this.position, target, offset, count);
		this.position += count;
		return count;
	}

	private void search() {
		int last = this.delimiter.length - 1;
		int end = this.position + last;
		while (end < this.limit) {
			int i = 0;
			while (i <= last && this.buffer[end - i] == this.delimiter[last - i]) {
				i++;
			}
			if (i > last) {
				this.delimited = true;
				this.contentEnd = end - last;
				return;
			}
			end += this.shifts[this.buffer[end] & 0xff];
		}
		// What is left may be the beginning of the delimiter.
		this.contentEnd = Math.max(this.position, this.limit - last);
	}

	private void fill() throws IOException {
		System.arraycopy(this.buffer, this.position, this.buffer, 0, this.limit - this.position);
		this.limit -= this.position;
		this.position = 0;
		this.contentEnd = 0;
		int count = this.source.read(this.buffer, this.limit, BUFFER_SIZE - this.limit);
		if (count < 0) {
			throw new EOFException();
		}
		this.limit += count;
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		while (true) {
			if (this.position == this.limit) {
				fill();
			}
			byte next = this.buffer[this.position++];
			this.contentEnd = this.position;
			if (next == '\n') {
				int length = line.length();
				return (length > 0 && line.charAt(length - 1) == '\r') ? line.substring(0, length - 1)
						: line.toString();
			}
			line.append((char) (next & 0xff));
			if (line.length() > MAX_HEADERS) {
				throw new ProtocolException("a part of the form has too long a header");
			}
		}
	}

}
