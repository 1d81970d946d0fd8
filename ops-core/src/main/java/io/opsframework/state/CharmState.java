package io.opsframework.state;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a charm remembers, for the time of one hook: read once, changed in memory, and
 * saved when the hook is about to succeed.
 */
public final class CharmState {

	private final StateStore store;

	private final Map<StateKey<?>, Object> values = new LinkedHashMap<>();

	private @Nullable Map<String, Object> loaded;

	/**
	 * Create the state of a hook.
	 * @param store where it is kept
	 */
	public CharmState(StateStore store) {
		this.store = store;
	}

	/**
	 * Read what the last successful hook saved, unless that was done before.
	 * @return plain values by name
	 * @throws StateException if there is something that this version must not replace
	 */
	public Map<String, Object> load() {
		Map<String, Object> state = this.loaded;
		if (state == null) {
			state = this.store.load();
			this.loaded = state;
		}
		return state;
	}

	/**
	 * A value.
	 * @param key which one
	 * @param <T> its type
	 * @return the value; changes of it are kept
	 */
	@SuppressWarnings("unchecked")
	public <T> T value(StateKey<T> key) {
		Object value = this.values.get(key);
		if (value == null) {
			value = key.readFrom(load());
			this.values.put(key, value);
		}
		return (T) value;
	}

	/**
	 * Replace a value.
	 * @param key which one
	 * @param value the new value
	 * @param <T> its type
	 */
	public <T> void set(StateKey<T> key, T value) {
		this.values.put(key, value);
	}

	/**
	 * Save the state, where it has changed.
	 */
	public void save() {
		Map<String, Object> before = load();
		Map<String, Object> after = new LinkedHashMap<>(before);
		this.values.keySet().forEach((key) -> write(key, after));
		if (!after.equals(before)) {
			this.store.save(after);
		}
	}

	/**
	 * Keep a value at once, so that it outlives a hook that fails, until the state is
	 * saved.
	 * @param key which one
	 * @param value the value
	 * @param <T> its type
	 */
	public <T> void journal(StateKey<T> key, T value) {
		Map<String, Object> journal = new LinkedHashMap<>(this.store.loadJournal());
		key.writeTo(value, journal);
		this.store.saveJournal(journal);
	}

	/**
	 * What was kept so by hooks that failed since.
	 * @param key which one
	 * @param <T> its type
	 * @return the value, as it is where nothing was kept if none was
	 */
	public <T> T journalled(StateKey<T> key) {
		return key.readFrom(this.store.loadJournal());
	}

	private <T> void write(StateKey<T> key, Map<String, Object> state) {
		key.writeTo(value(key), state);
	}

}
