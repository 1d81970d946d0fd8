package io.opsframework.logging;

import java.util.function.BiConsumer;

/**
 * Writes to Juju's log with one {@code juju-log} call for consecutive lines of one level,
 * since each call may be a process. Safe for use by several threads.
 */
public final class JujuLog {

	// One call's message stays well under the 131071 characters of an argument.
	private static final int MOST = 32_768;

	private final BiConsumer<String, String> call;

	private final StringBuilder lines = new StringBuilder();

	private String level = "";

	/**
	 * Create a new log.
	 * @param call calls {@code juju-log} with a level and a message
	 */
	public JujuLog(BiConsumer<String, String> call) {
		this.call = call;
	}

	/**
	 * Add a message, also where those before it cannot be sent.
	 * @param level the level: TRACE, DEBUG, INFO, WARNING, ERROR or CRITICAL
	 * @param message the message; may have several lines
	 */
	public synchronized void log(String level, String message) {
		try {
			if (!fits(level, message)) {
				flush();
			}
			if (!fits(level, message)) {
				// The call itself has logged something.
				flush();
			}
		}
		finally {
			add(level, message);
		}
	}

	private boolean fits(String level, String message) {
		return this.lines.isEmpty() || (level.equals(this.level) && this.lines.length() + message.length() <= MOST);
	}

	private void add(String level, String message) {
		this.level = level;
		if (!this.lines.isEmpty()) {
			this.lines.append('\n');
		}
		this.lines.append(message);
	}

	/**
	 * Send what was added and not sent yet.
	 */
	public synchronized void flush() {
		if (!this.lines.isEmpty()) {
			String message = this.lines.toString();
			this.lines.setLength(0);
			this.call.accept(this.level, message);
		}
	}

}
