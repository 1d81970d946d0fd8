package io.opsframework.dispatch;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the framework logs while this is open, and nothing of it on the console.
 */
public final class LogCapture implements AutoCloseable {

	private final Logger logger = Logger.getLogger("io.opsframework");

	private final List<LogRecord> records = new ArrayList<>();

	private final Handler handler = new Handler() {

		@Override
		public void publish(LogRecord record) {
			LogCapture.this.records.add(record);
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	};

	/**
	 * Begin to listen.
	 */
	public LogCapture() {
		this.logger.setUseParentHandlers(false);
		this.logger.setLevel(Level.ALL);
		this.logger.addHandler(this.handler);
	}

	/**
	 * The lines of a level.
	 * @param level SEVERE for ERROR, WARNING, INFO, FINE for DEBUG
	 * @return the messages
	 */
	public List<String> lines(Level level) {
		return this.records.stream()
			.filter((record) -> record.getLevel().equals(level))
			.map((record) -> MessageFormat.format(record.getMessage().replace("'", "''"), record.getParameters()))
			.toList();
	}

	/**
	 * The exception that was logged with a level.
	 * @param level the level
	 * @return the exceptions
	 */
	public List<Throwable> thrown(Level level) {
		return this.records.stream()
			.filter((record) -> record.getLevel().equals(level) && record.getThrown() != null)
			.map(LogRecord::getThrown)
			.toList();
	}

	@Override
	public void close() {
		this.logger.removeHandler(this.handler);
		this.logger.setUseParentHandlers(true);
		this.logger.setLevel(null);
	}

}
