package io.opsframework.listener;

/**
 * One of the things that happen around a listener call. {@link ListenerChain} has them in
 * their order.
 */
interface ListenerStep {

	/**
	 * Do this step, and the rest of the call within it, unless this step prevents it.
	 * @param invocation the call
	 * @param rest the rest of the call
	 */
	void call(ListenerInvocation invocation, Runnable rest);

}
