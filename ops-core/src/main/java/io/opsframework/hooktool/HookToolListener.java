package io.opsframework.hooktool;

/**
 * Is told about each call of a hook tool after it has ended, in the thread that made it.
 * It should be quick, and what it throws reaches the caller. The arguments and the input
 * that it sees may hold values that no log may show.
 */
@FunctionalInterface
public interface HookToolListener {

	/**
	 * A call has ended.
	 * @param execution the call and how it went
	 */
	void onExecution(HookToolExecution execution);

}
