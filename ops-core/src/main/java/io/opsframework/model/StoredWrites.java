package io.opsframework.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.state.CharmState;
import org.jspecify.annotations.Nullable;

/**
 * The stored values of one hook, with what the open listener call has set.
 */
final class StoredWrites implements PendingWrites.Write {

	private final CharmState state;

	private final PendingWrites writes;

	// Null for what is removed.
	private final Map<String, @Nullable Object> pending = new LinkedHashMap<>();

	StoredWrites(CharmState state, PendingWrites writes) {
		this.state = state;
		this.writes = writes;
	}

	@Nullable Object get(String name) {
		return this.pending.containsKey(name) ? this.pending.get(name)
				: this.state.value(StoredValues.STATE_KEY).get(name);
	}

	void put(String name, @Nullable Object plain) {
		this.pending.put(name, plain);
		this.writes.write(this);
	}

	@Override
	public void send() {
		Map<String, Object> values = new TreeMap<>(this.state.value(StoredValues.STATE_KEY));
		this.pending.forEach((name, plain) -> values.compute(name, (key, before) -> plain));
		this.pending.clear();
		this.state.set(StoredValues.STATE_KEY, values);
	}

	@Override
	public void drop() {
		this.pending.clear();
	}

}
