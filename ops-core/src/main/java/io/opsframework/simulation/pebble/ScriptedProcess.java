package io.opsframework.simulation.pebble;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.opsframework.pebble.ExecException;
import io.opsframework.pebble.ExecProcess;
import io.opsframework.pebble.ExecRequest;
import io.opsframework.pebble.ExecResult;
import io.opsframework.pebble.Signals;
import org.jspecify.annotations.Nullable;

/**
 * A command that does as its script says, as soon as somebody wants to know what comes of
 * it.
 */
final class ScriptedProcess implements ExecProcess {

	private final ExecRequest request;

	private final String changeId;

	private final Function<ExecCall, ExecAnswer> handler;

	private final Ending ending;

	private final ByteArrayOutputStream stdin = new ByteArrayOutputStream();

	private final InputStream stdout = new Output(false);

	private final InputStream stderr = new Output(true);

	private final List<String> signals = new ArrayList<>();

	private @Nullable ExecAnswer answer;

	ScriptedProcess(ExecRequest request, String changeId, Function<ExecCall, ExecAnswer> handler, Ending ending) {
		this.request = request;
		this.changeId = changeId;
		this.handler = handler;
		this.ending = ending;
	}

	private synchronized ExecAnswer answer() {
		ExecAnswer known = this.answer;
		if (known == null) {
			ExecCall call = new ExecCall(this.request, this.stdin.toString(StandardCharsets.UTF_8));
			known = this.handler.apply(call);
			this.answer = known;
			this.ending.ended(call, known);
		}
		return known;
	}

	@Override
	public String changeId() {
		return this.changeId;
	}

	@Override
	public OutputStream stdin() {
		return this.stdin;
	}

	@Override
	public InputStream stdout() {
		return this.stdout;
	}

	@Override
	public InputStream stderr() {
		return this.stderr;
	}

	@Override
	public void sendSignal(String signal) {
		Signals.require(signal);
		this.signals.add(signal);
	}

	@Override
	public int waitFor() {
		ExecAnswer known = answer();
		this.ending.requireSuccess();
		return known.exitCode();
	}

	@Override
	public ExecResult waitForOutput(String input) {
		this.stdin.writeBytes(input.getBytes(StandardCharsets.UTF_8));
		int exitCode = waitFor();
		ExecAnswer known = answer();
		String out = this.request.combinedStderr() ? known.stdout() + known.stderr() : known.stdout();
		String err = this.request.combinedStderr() ? null : known.stderr();
		if (exitCode != 0) {
			throw new ExecException(this.request.toString(), exitCode, out, err);
		}
		return new ExecResult(out, err);
	}

	@Override
	public void close() {
		answer();
	}

	/**
	 * What becomes of the change when the command has ended.
	 */
	interface Ending {

		void ended(ExecCall call, ExecAnswer answer);

		void requireSuccess();

	}

	/**
	 * What the command writes, which is known when it is read.
	 */
	private final class Output extends InputStream {

		private final boolean error;

		private @Nullable InputStream bytes;

		private Output(boolean error) {
			this.error = error;
		}

		@Override
		public int read() throws IOException {
			return bytes().read();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			return bytes().read(buffer, offset, length);
		}

		private InputStream bytes() {
			InputStream known = this.bytes;
			if (known == null) {
				known = new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
				this.bytes = known;
			}
			return known;
		}

		private String text() {
			ExecAnswer known = answer();
			boolean combined = ScriptedProcess.this.request.combinedStderr();
			if (this.error) {
				return combined ? "" : known.stderr();
			}
			return combined ? known.stdout() + known.stderr() : known.stdout();
		}

	}

}
