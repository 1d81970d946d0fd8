package io.opsframework.test.autoconfigure;

import io.opsframework.autoconfigure.logging.JujuLogging;
import io.opsframework.model.CurrentHook;

import org.springframework.beans.factory.DisposableBean;

/**
 * Sends what a charm logs in a test's hooks to the simulated Juju's log, beside the
 * console, as long as the context lives.
 */
final class HookLogging implements DisposableBean {

	private final Runnable detach;

	HookLogging(CurrentHook currentHook) {
		this.detach = JujuLogging.attach(currentHook);
	}

	@Override
	public void destroy() {
		this.detach.run();
	}

}
