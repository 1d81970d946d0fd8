package io.opsframework.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.opsframework.event.CharmEvent;
import io.opsframework.event.Deferrable;

/**
 * What the listeners of a test's charm tell, and what they are told to do.
 */
public final class Journal {

	private final List<String> lines = new ArrayList<>();

	private final Map<String, Consumer<CharmEvent>> instructions = new HashMap<>();

	/**
	 * Note that a listener was called, and do what the test wants it to do.
	 * @param listener the listener's name in the test
	 * @param event the event it got
	 */
	public void called(String listener, CharmEvent event) {
		this.lines.add(listener);
		this.instructions.getOrDefault(listener, (ignored) -> {
		}).accept(event);
	}

	/**
	 * Note something.
	 * @param line what to note
	 */
	public void add(Object line) {
		this.lines.add(String.valueOf(line));
	}

	/**
	 * Tell a listener what to do from now on.
	 * @param listener the listener's name in the test
	 * @param instruction gets the event
	 */
	public void when(String listener, Consumer<CharmEvent> instruction) {
		this.instructions.put(listener, instruction);
	}

	/**
	 * Let a listener defer.
	 * @param listener the listener's name in the test
	 */
	public void defer(String listener) {
		when(listener, (event) -> ((Deferrable) event).defer("not yet"));
	}

	/**
	 * Let a listener throw.
	 * @param listener the listener's name in the test
	 */
	public void fail(String listener) {
		when(listener, (event) -> {
			throw new IllegalStateException(listener + " failed");
		});
	}

	/**
	 * Let a listener just return.
	 * @param listener the listener's name in the test
	 */
	public void accept(String listener) {
		this.instructions.remove(listener);
	}

	/**
	 * What was noted since the last time.
	 * @return the lines
	 */
	public List<String> take() {
		List<String> taken = List.copyOf(this.lines);
		this.lines.clear();
		return taken;
	}

}
