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

}
