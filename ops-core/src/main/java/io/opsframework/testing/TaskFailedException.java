package io.opsframework.testing;

import org.jspecify.annotations.Nullable;

/**
 * An action that a test ran has failed: the charm called {@code action-fail}, or a
 * listener threw {@link io.opsframework.listener.ActionFailedException}. Juju calls one
 * run of an action a task.
 */
public class TaskFailedException extends RuntimeException {

	private final String action;

	private final ActionOutput output;

	TaskFailedException(String action, ActionOutput output) {
		super(output.failure());
		this.action = action;
		this.output = output;
	}

	/**
	 * Why the action failed, in the charm's own words.
	 */
	@Override
	public @Nullable String getMessage() {
		return super.getMessage();
	}

	/**
	 * The action's name.
	 * @return the name
	 */
	public String getAction() {
		return this.action;
	}

	/**
	 * What the action has brought all the same.
	 * @return results, messages and failure
	 */
	public ActionOutput getOutput() {
		return this.output;
	}

}
