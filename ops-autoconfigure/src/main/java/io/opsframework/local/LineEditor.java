package io.opsframework.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are edited as they are typed, with the earlier ones to go back to and names
 * that are completed. The only class that knows JLine. Lines are remembered up to the end
 * of the session and written nowhere: there may be passwords in them.
 */
final class LineEditor implements LineInput {

	private static final int INTERRUPTED = 130;

	private final Terminal terminal;

	private final LineReader reader;

	private LineEditor(Terminal terminal, Function<List<String>, Collection<String>> names) {
		this.terminal = terminal;
		// Pasted lines are commands one by one, and an exclamation mark is one.
		this.reader = LineReaderBuilder.builder()
			.terminal(terminal)
			.completer((reader, line, candidates) -> complete(line, names, candidates))
			.option(Option.BRACKETED_PASTE, false)
			.option(Option.DISABLE_EVENT_EXPANSION, true)
			.variable(LineReader.ERRORS, 0)
			.build();
		// While a line is typed the reader takes it, and else it ends what runs.
		terminal.handle(Signal.INT, (signal) -> System.exit(INTERRUPTED));
	}

	/**
	 * Take the terminal of this process.
	 * @param names all that can stand after some words
	 * @return the editor; {@code null} where the terminal cannot be edited on
	 */
	static @Nullable LineEditor open(Function<List<String>, Collection<String>> names) {
		try {
			// The other providers load native code, which Java 25 warns of.
			Terminal terminal = TerminalBuilder.builder()
				.system(true)
				.systemOutput(SystemOutput.SysOut)
				.provider("exec")
				.dumb(false)
				.build();
			if (terminal.getWidth() > 0 && !terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
				return new LineEditor(terminal, names);
			}
			terminal.close();
			return null;
		}
		catch (IOException | IllegalStateException ex) {
			return null;
		}
	}

	private static void complete(ParsedLine line, Function<List<String>, Collection<String>> names,
			List<Candidate> candidates) {
		for (String name : names.apply(line.words().subList(0, line.wordIndex()))) {
			candidates.add(new Candidate(name, name, null, null, null, null, !name.endsWith("=")));
		}
	}

	@Override
	public @Nullable String readLine() {
		while (true) {
			try {
				return this.reader.readLine(PROMPT);
			}
			catch (UserInterruptException ex) {
				// Another line, then.
			}
			catch (EndOfFileException ex) {
				return null;
			}
		}
	}

	@Override
	public void close() {
		try {
			this.terminal.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
