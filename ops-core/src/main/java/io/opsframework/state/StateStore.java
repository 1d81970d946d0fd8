package io.opsframework.state;

import java.util.Map;

/**
 * Keeps what a charm has to remember from one hook to the next. A bean of this type
 * replaces the default, a file in the charm directory.
 */
public interface StateStore {

	/**
	 * Read what was saved last.
	 * @return plain values by name, as JSON has them; empty if there is nothing yet
	 * @throws StateException if there is something that this version must not replace
	 */
	Map<String, Object> load();

	/**
	 * Save the state of a hook that is about to succeed. All of it is there afterwards,
	 * or all of what was there before.
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

	/**
	 * Whether Juju's decision about a hook is also one about what the hook saved: if Juju
	 * drops the hook, {@link #load()} gives what was there before it. Of a store that
	 * cannot do that, a hook that Juju drops after it saved and runs again would start
	 * from its own end. There the framework saves the state from before the hook beside
	 * the new one, has Juju keep the number of the new one ({@code state-set}), and so
	 * finds out in the next hook which one counts.
	 * @return {@code true} if nothing that is saved outlives a hook that Juju drops
	 */
	default boolean isCommittedWithHook() {
		return false;
	}

	/**
	 * Put away what {@link #load()} gave, because it cannot be the state of a charm. From
	 * then on there is none.
	 * @param problem what is wrong with it
	 * @throws StateException if it stays; this does so always
	 */
	default void setAside(String problem) {
		throw new StateException(
				"The charm's state cannot be used: %s. Correct or remove what %s keeps".formatted(problem, this), null);
	}

}
