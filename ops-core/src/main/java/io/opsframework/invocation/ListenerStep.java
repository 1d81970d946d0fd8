package io.opsframework.invocation;

/**
 * One of the things that happen around a listener call. {@link ListenerChain} has them in
 * their order.
 */
interface ListenerStep {

	/**
	 * Do this step, and the rest of the call within it, unless this step prevents it.
	 * @param call the call
	 * @param rest the rest of the call
	 */
	void call(ListenerCall call, Runnable rest);

}
