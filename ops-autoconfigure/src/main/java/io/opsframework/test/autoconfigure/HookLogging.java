package io.opsframework.test.autoconfigure;

import io.opsframework.autoconfigure.logging.JujuLogging;
import io.opsframework.model.CurrentHook;

import org.springframework.beans.factory.DisposableBean;

/**
 * Sends what a charm logs in a test's hooks to the simulated Juju's log, beside the
 * console, as long as the context lives.
 */
final class HookLogging implements DisposableBean {

	private final CurrentHook currentHook;

	private Runnable detach;

	HookLogging(CurrentHook currentHook) {
		this.currentHook = currentHook;
		this.detach = JujuLogging.attach(currentHook);
	}

	// Spring Boot resets Logback when it starts a context after it has closed another.
	synchronized void attachAgain() {
		this.detach = JujuLogging.attach(this.currentHook);
	}

	@Override
	public synchronized void destroy() {
		this.detach.run();
	}

}
