package io.opsframework.pebble;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;

/**
 * The websocket of a command's stream: its bytes are binary messages, and its end is the
 * text {@code {"command":"end"}}, after which Pebble leaves the websocket open.
 */
final class ExecStream extends InputStream {

	private static final String END = "end";

	private final WebSocket webSocket;

	private final OutputStream input = new Input();

	private boolean ended;

	private volatile boolean inputEnded;

	ExecStream(WebSocket webSocket) {
		this.webSocket = webSocket;
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		int count = 0;
		while (count == 0 && length > 0 && !this.ended) {
			count = this.webSocket.read(target, offset, length, this::handle);
		}
		return (count == 0 && this.ended) ? -1 : count;
	}

	// What is unknown, a newer Pebble may mean for newer clients.
	private void handle(String message) {
		try {
			this.ended = Json.parse(message) instanceof Map<?, ?> command && END.equals(command.get("command"));
		}
		catch (JsonException ex) {
			this.ended = false;
		}
	}

	/**
	 * The other direction of the websocket.
	 * @return the stream
	 */
	OutputStream input() {
		return this.input;
	}

	/**
	 * Close the connection in both directions.
	 */
	void drop() {
		this.webSocket.close();
	}

	/**
	 * Writes to the command.
	 */
	private final class Input extends OutputStream {

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			if (ExecStream.this.inputEnded) {
				throw new IOException("The input of the command has been closed");
			}
			ExecStream.this.webSocket.sendBinary(bytes, offset, length);
		}

		@Override
		public void close() throws IOException {
			if (!ExecStream.this.inputEnded) {
				ExecStream.this.inputEnded = true;
				ExecStream.this.webSocket.sendText("{\"command\":\"end\"}");
			}
		}

	}

}
