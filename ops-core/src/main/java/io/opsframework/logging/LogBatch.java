package io.opsframework.logging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes few calls of {@code juju-log} of many messages: each may be a process. The order
 * is kept, unless the level changes more than ten times; then the messages are grouped by
 * level. That moves only what has the same second in Juju's log, and leaves each message
 * its level, by which Juju decides what it keeps and shows.
 */
final class LogBatch {

	// Well under the 131071 bytes of an argument.
	private static final int LONGEST_CALL = 32_768;

	private static final int MOST_CHANGES = 10;

	private final List<LogEntry> calls = new ArrayList<>();

	private final StringBuilder lines = new StringBuilder();

	private String level = "";

	private LogBatch() {
	}

	static List<LogEntry> calls(List<LogEntry> entries) {
		LogBatch batch = new LogBatch();
		((changes(entries) > MOST_CHANGES) ? byLevel(entries) : entries).forEach(batch::add);
		batch.endCall();
		return batch.calls;
	}

	private static int changes(List<LogEntry> entries) {
		int changes = 0;
		for (int i = 1; i < entries.size(); i++) {
			if (!entries.get(i).level().equals(entries.get(i - 1).level())) {
				changes++;
			}
		}
		return changes;
	}

	private static List<LogEntry> byLevel(List<LogEntry> entries) {
		Map<String, List<LogEntry>> levels = new LinkedHashMap<>();
		entries.forEach((entry) -> levels.computeIfAbsent(entry.level(), (level) -> new ArrayList<>()).add(entry));
		return levels.values().stream().flatMap(List::stream).toList();
	}

	private void add(LogEntry entry) {
		if (!entry.level().equals(this.level) || this.lines.length() + entry.message().length() >= LONGEST_CALL) {
			endCall();
		}
		this.level = entry.level();
		this.lines.append(entry.message()).append('\n');
	}

	private void endCall() {
		if (!this.lines.isEmpty()) {
			this.calls.add(new LogEntry(this.level, this.lines.substring(0, this.lines.length() - 1)));
			this.lines.setLength(0);
		}
	}

}
