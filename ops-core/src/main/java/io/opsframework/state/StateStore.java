package io.opsframework.state;

import java.util.Map;

/**
 * Keeps what a charm has to remember from one hook to the next. A bean of this type
 * replaces the default, a file in the charm directory.
 */
public interface StateStore {

	/**
	 * Read what the last successful hook saved.
	 * @return plain values by name, as JSON has them; empty if there is nothing yet
	 * @throws StateException if there is something that this version must not replace
	 */
	Map<String, Object> load();

	/**
	 * Save the state of a hook that is about to succeed.
	 * @param state plain values by name, as JSON has them
	 */
	void save(Map<String, Object> state);

	/**
	 * Read what {@link #saveJournal(Map)} has kept since the last {@link #save(Map)}.
	 * @return plain values by name, as JSON has them; empty if there is nothing, which is
	 * what the default gives
	 */
	default Map<String, Object> loadJournal() {
		return Map.of();
	}

	/**
	 * Keep values at once, whether or not the hook succeeds, in place of those that were
	 * kept so before. The default keeps nothing: then the attempts to replay a deferred
	 * event do not count in hooks that fail.
	 * @param journal plain values by name, as JSON has them
	 */
	default void saveJournal(Map<String, Object> journal) {
	}

}
