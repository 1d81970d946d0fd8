package io.opsframework.state;

import java.util.Map;
import java.util.OptionalLong;

import io.opsframework.hooktool.HookToolNotFoundException;
import io.opsframework.hooktool.HookTools;

/**
 * The number of the generation that Juju has committed. Juju keeps it in the unit's own
 * state, and so it keeps or drops a new number with all else that a hook wrote.
 */
final class JujuGeneration {

	private static final String KEY = "opsframework.generation";

	private final HookTools tools;

	private boolean available;

	/**
	 * Create the number as one hook sees it.
	 * @param tools the hook's tools; those of Juju before 2.8 do not have it
	 * @param available whether the hook may ask for it
	 */
	JujuGeneration(HookTools tools, boolean available) {
		this.tools = tools;
		this.available = available;
	}

	/**
	 * Ask Juju for the number.
	 * @return the number, 0 if Juju has committed none; empty if it cannot tell
	 */
	OptionalLong find() {
		try {
			return this.available ? OptionalLong.of(parse(this.tools.stateGet(KEY))) : OptionalLong.empty();
		}
		catch (HookToolNotFoundException ex) {
			this.available = false;
			return OptionalLong.empty();
		}
	}

	// What somebody else has put there is no number of ours.
	private static long parse(String text) {
		try {
			return Long.parseLong(text);
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	/**
	 * Have Juju keep a new number, if it commits this hook.
	 * @param number the number
	 * @return {@code false} if it cannot
	 */
	boolean set(long number) {
		try {
			if (this.available) {
				this.tools.stateSet(Map.of(KEY, Long.toString(number)));
			}
		}
		catch (HookToolNotFoundException ex) {
			this.available = false;
		}
		return this.available;
	}

}
