package io.opsframework.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a listener wrote and Juju does not have yet. It is sent when the outermost
 * listener call returns, and dropped when that throws. Outside of listeners writes go at
 * once.
 */
public final class PendingWrites {

	private final Set<Write> writes = new LinkedHashSet<>();

	private boolean open;

	private boolean sent;

	/**
	 * Whether a listener call is open, so that writes have to wait.
	 * @return {@code true} inside of a listener call
	 */
	public boolean isOpen() {
		return this.open;
	}

	/**
	 * Begin to collect.
	 */
	public void begin() {
		this.open = true;
		this.sent = false;
	}

	/**
	 * Send what was collected, in the order of the first write to each target. What
	 * cannot be sent any more after a failure is dropped.
	 * @throws WritesPartlySentException if one is refused after others were sent
	 */
	public void commit() {
		List<Write> unsent = end();
		int all = unsent.size();
		try {
			while (!unsent.isEmpty()) {
				unsent.remove(0).send();
			}
		}
		catch (RuntimeException ex) {
			throw (all - unsent.size() > 1) ? new WritesPartlySentException(ex) : ex;
		}
		finally {
			unsent.forEach(Write::drop);
			this.writes.clear();
		}
	}

	/**
	 * Whether Juju has something already of what the open listener call did, and keeps it
	 * unless the hook fails.
	 * @return {@code true} if dropping what was collected does not undo the call
	 */
	public boolean isPartlySent() {
		return this.sent;
	}

	/**
	 * Drop what was collected.
	 */
	public void rollback() {
		for (Write write : end()) {
			write.drop();
		}
		this.writes.clear();
	}

	private List<Write> end() {
		this.open = false;
		return new ArrayList<>(this.writes);
	}

	// Outside of listeners there is nothing to wait for.
	void write(Write write) {
		if (this.open) {
			this.writes.add(write);
		}
		else {
			write.send();
		}
	}

	// Of what is done at once, and Juju drops only if the hook fails.
	void sentAtOnce() {
		this.sent = true;
	}

	// Send writes of a kind before the listener returns, for a read that has to see them.
	void sendNow(Class<? extends Write> kind) {
		for (Write write : List.copyOf(this.writes)) {
			if (kind.isInstance(write)) {
				this.writes.remove(write);
				this.sent = true;
				write.send();
			}
		}
	}

	/**
	 * All that waits for one target, such as a databag.
	 */
	interface Write {

		void send();

		void drop();

	}

}
