package io.opsframework.autoconfigure;

import java.util.ArrayList;
import java.util.List;

/**
 * What the listeners of a test wrote down, in order.
 */
public final class Journal {

	private final List<String> entries = new ArrayList<>();

	/**
	 * Write something down.
	 * @param entry what to write
	 */
	public void add(Object entry) {
		this.entries.add(String.valueOf(entry));
	}

	/**
	 * What was written since the last time this was asked.
	 * @return the entries in order
	 */
	public List<String> read() {
		List<String> read = List.copyOf(this.entries);
		this.entries.clear();
		return read;
	}

}
