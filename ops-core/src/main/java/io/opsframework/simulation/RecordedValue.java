package io.opsframework.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A value of which Juju keeps the history: a status, a version.
 *
 * @param <T> the type of the value
 */
public final class RecordedValue<T> {

	private final List<T> values = new ArrayList<>();

	/**
	 * Create a value that has had no other before.
	 * @param initial the value it starts with
	 */
	public RecordedValue(T initial) {
		this.values.add(initial);
	}

	/**
	 * What the value is now.
	 * @return the value that was set last
	 */
	public T current() {
		return this.values.get(this.values.size() - 1);
	}

	/**
	 * Every value so far, also those that were set again without a change.
	 * @return the values, the initial one first, the current one last
	 */
	public List<T> history() {
		return List.copyOf(this.values);
	}

	/**
	 * Forget the history, and begin with another value.
	 * @param initial the value it starts with
	 */
	public void startWith(T initial) {
		this.values.clear();
		this.values.add(initial);
	}

	void set(T value) {
		this.values.add(value);
	}

}
