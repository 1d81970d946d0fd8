package io.opsframework.simulation;

import java.util.Map;
import java.util.SortedSet;

import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.juju.JujuVersion;
import org.jspecify.annotations.Nullable;

/**
 * Juju's hook tools over a model in memory. It reads the argument lists and the standard
 * input that real tools get, and answers with their output, their error texts and their
 * exit codes, so that all of a charm and of the framework above it runs as in production.
 * <p>
 * It keeps Juju's rules: what a hook writes to databags, to secrets, to ports and to the
 * unit's state, and what storage it asks for, reaches the model when the hook succeeds
 * ({@link #commit()}) and is dropped when it fails ({@link #rollback()}); the hook itself
 * sees it before, but for storage; statuses, versions and log entries are there at once;
 * what Juju reads once in a hook stays as it was.
 * <p>
 * Not safe for use by several threads.
 */
public final class SimulatedJuju implements HookToolBackend {

	private final SimulatedModel model;

	private @Nullable HookContext hook;

	/**
	 * Create a simulation in which no hook runs yet.
	 * @param model what Juju knows
	 */
	public SimulatedJuju(SimulatedModel model) {
		this.model = model;
	}

	/**
	 * The hook tools that a version of Juju has.
	 * @param version the version
	 * @return their names
	 */
	public static SortedSet<String> tools(JujuVersion version) {
		return ToolTable.ALL.names(version);
	}

	/**
	 * What Juju knows, without what the current hook has not committed.
	 * @return the live model
	 */
	public SimulatedModel model() {
		return this.model;
	}

	/**
	 * Begin a hook or an action.
	 * @param variables the environment variables that Juju sets for it, such as
	 * {@code JUJU_DISPATCH_PATH} or {@code JUJU_RELATION_ID}
	 * @throws IllegalStateException if a hook runs already, or if the variables name an
	 * action that nobody asked for in the model
	 */
	public void begin(Map<String, String> variables) {
		if (this.hook != null) {
			throw new IllegalStateException("A hook runs already: end it with commit() or rollback() first");
		}
		this.hook = new HookContext(this.model, new HookVariables(variables));
	}

	/**
	 * End the hook as Juju does after exit code 0: keep everything, unless the hook had
	 * the machine rebooted at once.
	 * @throws IllegalStateException if no hook runs
	 * @throws RefusedChangesException if Juju would refuse now what the hook wrote, and
	 * keep nothing of it
	 */
	public void commit() {
		end().commit();
	}

	/**
	 * End the hook as Juju does after any other exit code: drop what was to be kept at
	 * the end. What an action collected and said is delivered all the same.
	 * @throws IllegalStateException if no hook runs
	 */
	public void rollback() {
		end().rollback();
	}

	/**
	 * Call a simulated hook tool.
	 * @throws IllegalStateException if no hook runs
	 */
	@Override
	public HookToolResult call(HookToolCall call) {
		return ToolTable.ALL.call(call, current());
	}

	private HookContext end() {
		HookContext ended = current();
		this.hook = null;
		return ended;
	}

	private HookContext current() {
		if (this.hook == null) {
			throw new IllegalStateException(
					"No hook runs: Juju has hook tools only between begin() and the hook's end");
		}
		return this.hook;
	}

}
