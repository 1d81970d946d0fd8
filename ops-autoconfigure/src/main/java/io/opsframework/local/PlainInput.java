package io.opsframework.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Lines as the terminal itself gives them.
 */
final class PlainInput implements LineInput {

	private final BufferedReader in;

	private final PrintStream out;

	PlainInput(InputStream in, PrintStream out) {
		this.in = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
		this.out = out;
	}

	@Override
	public @Nullable String readLine() {
		return readLine(PROMPT);
	}

	/**
	 * Ask a question.
	 * @param question the question
	 * @return whether the answer is yes; no is the default
	 */
	boolean confirm(String question) {
		String answer = readLine(question + " [y/N] ");
		return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
	}

	private @Nullable String readLine(String prompt) {
		this.out.print(prompt);
		this.out.flush();
		try {
			String line = this.in.readLine();
			if (line == null) {
				this.out.println();
			}
			return line;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// The stream is not its own.
	@Override
	public void close() {
	}

}
