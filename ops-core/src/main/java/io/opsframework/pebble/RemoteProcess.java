package io.opsframework.pebble;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.AsynchronousCloseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.opsframework.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A command that Pebble runs: a change, and a websocket for each of its streams and for
 * control.
 */
final class RemoteProcess implements ExecProcess {

	private static final int MAX_OUTPUT = 16 * 1024 * 1024;

	// What Pebble takes to kill a command after its time.
	private static final Duration GRACE = Duration.ofSeconds(10);

	private static final Duration SLICE = Duration.ofMinutes(1);

	private final PebbleClient client;

	private final ExecRequest request;

	private final String changeId;

	private final WebSocket control;

	private final ExecStream stdio;

	private final @Nullable ExecStream error;

	private RemoteProcess(PebbleClient client, ExecRequest request, String changeId, WebSocket control,
			ExecStream stdio, @Nullable ExecStream error) {
		this.client = client;
		this.request = request;
		this.changeId = changeId;
		this.control = control;
		this.stdio = stdio;
		this.error = error;
	}

	/**
	 * Connect the streams of a command, which begins to run then.
	 * @param client the client, which waits for the change
	 * @param transport opens the websockets
	 * @param request what was asked for
	 * @param changeId the id of the change
	 * @param taskId the id of the change's task
	 * @return the running command
	 */
	static RemoteProcess connect(PebbleClient client, PebbleTransport transport, ExecRequest request, String changeId,
			String taskId) {
		String path = Query.path("/v1/tasks/", taskId, "/websocket/");
		WebSocket control = null;
		ExecStream stdio = null;
		// Pebble itself ends it then, if nothing goes wrong.
		Duration timeout = (request.timeout() != null) ? request.timeout().plus(GRACE) : null;
		try {
			control = open(transport, path.concat("control"), timeout);
			WebSocket input = open(transport, path.concat("stdio"), timeout);
			input.setStallListener(() -> requireRunning(client, request, changeId));
			stdio = new ExecStream(input);
			ExecStream error = request.combinedStderr() ? null
					: new ExecStream(open(transport, path.concat("stderr"), timeout));
			return new RemoteProcess(client, request, changeId, control, stdio, error);
		}
		catch (PebbleException ex) {
			close(control, stdio);
			throw failure(client, changeId, ex);
		}
	}

	private static WebSocket open(PebbleTransport transport, String path, @Nullable Duration timeout) {
		WebSocket webSocket = transport.openWebSocket(path);
		webSocket.setTimeout(timeout);
		return webSocket;
	}

	// Pebble leaves the input open when the command has ended, and reads it no more.
	private static void requireRunning(PebbleClient client, ExecRequest request, String changeId) throws IOException {
		try {
			if (!client.change(changeId).ready()) {
				return;
			}
		}
		catch (PebbleException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
		throw new IOException("Command '%s' has ended, and does not read its input".formatted(request));
	}

	private static void close(@Nullable WebSocket control, @Nullable ExecStream stdio) {
		if (control != null) {
			control.close();
		}
		if (stdio != null) {
			stdio.drop();
		}
	}

	// The change may say more than the websocket that it does not have any more.
	private static PebbleException failure(PebbleClient client, String changeId, PebbleException ex) {
		try {
			Change change = client.change(changeId);
			if (change.error() != null) {
				ex = new PebbleChangeException(change);
			}
			else if (!change.ready()) {
				client.abortChange(changeId);
			}
		}
		catch (PebbleException second) {
			ex.addSuppressed(second);
		}
		return ex;
	}

	@Override
	public String changeId() {
		return this.changeId;
	}

	@Override
	public OutputStream stdin() {
		return this.stdio.input();
	}

	@Override
	public InputStream stdout() {
		return this.stdio;
	}

	@Override
	public InputStream stderr() {
		return (this.error != null) ? this.error : InputStream.nullInputStream();
	}

	@Override
	public void sendSignal(String signal) {
		// Pebble says nothing of one that it does not know.
		Signals.require(signal);
		String message = Json.write(Map.of("command", "signal", "signal", Map.of("name", signal)));
		try {
			this.control.sendText(message);
		}
		catch (IOException ex) {
			throw this.control.failure("%s to command '%s'".formatted(signal, this.request), ex);
		}
	}

	@Override
	public int waitFor() {
		Change change = waitForChange();
		if (change.error() != null) {
			throw new PebbleChangeException(change);
		}
		Object exitCode = change.tasks().isEmpty() ? null : change.tasks().get(0).data().get("exit-code");
		if (!(exitCode instanceof Long code)) {
			throw new PebbleProtocolException(
					"Pebble does not know how command '%s' ended: has it been restarted meanwhile?"
						.formatted(this.request),
					null);
		}
		return code.intValue();
	}

	private Change waitForChange() {
		if (this.request.timeout() != null) {
			return this.client.waitForChange(this.changeId, this.request.timeout().plus(GRACE));
		}
		while (true) {
			try {
				return this.client.waitForChange(this.changeId, SLICE);
			}
			catch (PebbleTimeoutException ex) {
				if (ex.getChangeId() == null) {
					throw ex;
				}
			}
		}
	}

	@Override
	public ExecResult waitForOutput(String stdin) {
		ExecThread<@Nullable Void> writer = new ExecThread<>("exec-stdin", () -> write(stdin));
		ExecThread<@Nullable String> reader = new ExecThread<>("exec-stderr", this::readError);
		try {
			return end(readOutput(reader), reader);
		}
		catch (IOException ex) {
			throw failure(ex);
		}
		finally {
			close();
			writer.join();
			reader.join();
		}
	}

	// Why there is no more output, the other thread may know.
	private String readOutput(ExecThread<@Nullable String> reader) throws IOException {
		try {
			return read(this.stdio);
		}
		catch (IOException ex) {
			close();
			throw reason(ex, reader);
		}
	}

	private static IOException reason(IOException ex, ExecThread<@Nullable String> reader) {
		try {
			reader.result();
			return ex;
		}
		catch (IOException second) {
			return (ex instanceof AsynchronousCloseException) ? second : ex;
		}
	}

	private ExecResult end(String stdout, ExecThread<@Nullable String> reader) throws IOException {
		String stderr = reader.result();
		int exitCode = waitFor();
		if (exitCode != 0) {
			throw new ExecException(this.request.toString(), exitCode, stdout, stderr);
		}
		return new ExecResult(stdout, stderr);
	}

	private PebbleException failure(IOException ex) {
		PebbleException failure = this.control.failure("the output of command '%s'".formatted(this.request), ex);
		return (failure instanceof PebbleConnectionException) ? failure(this.client, this.changeId, failure) : failure;
	}

	// A command that nobody reads stands still, and so would who waits for the rest of
	// it.
	private @Nullable String readError() throws IOException {
		try {
			return (this.error != null) ? read(this.error) : null;
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private @Nullable Void write(String stdin) {
		try (OutputStream input = stdin()) {
			input.write(stdin.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			// The command did not read all of it, which it need not.
		}
		return null;
	}

	private String read(InputStream output) throws IOException {
		byte[] bytes = output.readNBytes(MAX_OUTPUT);
		if (bytes.length == MAX_OUTPUT && output.read() >= 0) {
			throw new PebbleException("Command '%s' writes more than %d MiB: read it from its streams"
				.formatted(this.request, MAX_OUTPUT / 1024 / 1024), null);
		}
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		close(this.control, this.stdio);
		if (this.error != null) {
			this.error.drop();
		}
	}

}
