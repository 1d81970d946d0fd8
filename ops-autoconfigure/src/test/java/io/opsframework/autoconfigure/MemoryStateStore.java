package io.opsframework.autoconfigure;

import java.util.List;
import java.util.Map;

import io.opsframework.json.Json;
import io.opsframework.state.StateStore;

/**
 * A {@link StateStore} in memory, which keeps what a file would keep: JSON.
 */
public final class MemoryStateStore implements StateStore {

	private String state = "{}";

	@Override
	@SuppressWarnings("unchecked")
	public Map<String, Object> load() {
		return (Map<String, Object>) Json.parse(this.state);
	}

	@Override
	public void save(Map<String, Object> state) {
		this.state = Json.write(state);
	}

	/**
	 * The deferred events.
	 * @return the ids of the listeners that deferred them, in the order of the queue
	 */
	public List<String> deferringListeners() {
		List<?> entries = (List<?>) load().getOrDefault("deferred", List.of());
		return entries.stream().map((entry) -> String.valueOf(((Map<?, ?>) entry).get("listener"))).toList();
	}

}
