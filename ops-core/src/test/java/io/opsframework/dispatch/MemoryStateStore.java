package io.opsframework.dispatch;

import java.util.List;
import java.util.Map;

import io.opsframework.json.Json;
import io.opsframework.state.StateStore;

/**
 * Keeps the state in memory, as the text a real store would write.
 */
public final class MemoryStateStore implements StateStore {

	private String text = "{}";

	private String journal = "{}";

	private int saves;

	@Override
	@SuppressWarnings("unchecked")
	public Map<String, Object> load() {
		return (Map<String, Object>) Json.parse(this.text);
	}

	@Override
	public void save(Map<String, Object> state) {
		this.text = Json.write(state);
		this.journal = "{}";
		this.saves++;
	}

	@Override
	@SuppressWarnings("unchecked")
	public Map<String, Object> loadJournal() {
		return (Map<String, Object>) Json.parse(this.journal);
	}

	@Override
	public void saveJournal(Map<String, Object> values) {
		this.journal = Json.write(values);
	}

	@Override
	public boolean isCommittedWithHook() {
		return true;
	}

	/**
	 * What was saved last.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * How often the state was saved.
	 * @return the number
	 */
	public int saves() {
		return this.saves;
	}

	/**
	 * The entries of the queue of deferred events.
	 * @return the entries as they are stored
	 */
	@SuppressWarnings("unchecked")
	public List<Map<String, Object>> deferred() {
		return (List<Map<String, Object>>) load().getOrDefault("deferred", List.of());
	}

	/**
	 * One property of all entries of the queue.
	 * @param name the property
	 * @return its values in the order of the queue
	 */
	public List<Object> deferred(String name) {
		return deferred().stream().map((entry) -> entry.get(name)).toList();
	}

}
