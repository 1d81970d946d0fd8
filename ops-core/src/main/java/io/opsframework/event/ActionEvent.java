package io.opsframework.event;

import java.util.Map;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Hook;

/**
 * A person runs an action. It cannot be deferred: somebody waits for the answer.
 */
public final class ActionEvent implements JujuEvent {

	private final String name;

	private final String id;

	private final Hook hook;

	/**
	 * Create a new event.
	 * @param name the action's name
	 * @param id the id of this run
	 * @param hook the running hook
	 */
	public ActionEvent(String name, String id, Hook hook) {
		this.name = name;
		this.id = id;
		this.hook = hook;
	}

	/**
	 * The action's name.
	 * @return the name, as in the charm's metadata
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Juju's id of this run.
	 * @return the id; empty where Juju did not tell it
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The parameters, defaults filled in ({@code action-get}).
	 * @return the parameters by name; empty if there are none
	 */
	public Map<String, Object> parameters() {
		return this.hook.tools().actionGet();
	}

	/**
	 * Add results ({@code action-set}). They are delivered even if the action fails.
	 * @param results results by name; nested maps become dotted names, other values their
	 * text
	 * @throws IllegalArgumentException if a name is not one that Juju takes; nothing is
	 * sent then
	 */
	public void setResults(Map<String, ?> results) {
		this.hook.tools().actionSet(results);
	}

	/**
	 * Tell the person about the progress ({@code action-log}).
	 * @param message the message
	 */
	public void log(String message) {
		this.hook.tools().actionLog(message);
	}

	/**
	 * Mark the action as failed ({@code action-fail}). The listener goes on.
	 * @param message what went wrong, for the person who ran it
	 */
	public void fail(String message) {
		this.hook.tools().actionFail(message);
	}

	@Override
	public HookKind hookKind() {
		return HookKind.ACTION;
	}

	@Override
	public String hookName() {
		return this.name;
	}

	@Override
	public String toString() {
		return "action " + this.name;
	}

}
